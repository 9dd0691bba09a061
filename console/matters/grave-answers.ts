import type { Answer } from '../../core/domain/escalation.ts'
import { type GraveAnswer, isGrave } from '../../core/rules/grave-answers.ts'

/** Grave answers that people are asked about once more. A mended number has a dialog of its own. */
export type AskedAbout = Exclude<GraveAnswer, 'number mended'>

export const isAskedAbout = (answer: Answer): answer is AskedAbout =>
  answer !== 'number mended' && isGrave(answer)
