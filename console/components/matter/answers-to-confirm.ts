import type { Answer } from '../../../core/matter/matter.ts'
import { type GraveAnswer, isGrave } from '../../../core/matter/grave-answers.ts'

/** Grave answers that people are asked about once more. A mended number has a dialog of its own. */
export type AskedAbout = Exclude<GraveAnswer, 'number mended'>

export const isAskedAbout = (answer: Answer): answer is AskedAbout =>
  answer !== 'number mended' && isGrave(answer)
