import type { Answer } from './matter.ts'

/**
 * Answers that end an isolation or release from it, cancel an alarm, call the police or move the phone number: by text
 * they take effect when their one-time code comes back, and a tap asks once more. `hold` is the safe direction and
 * needs neither.
 */
export const graveAnswers = [
  'approve',
  'ruled out',
  'confirmed',
  'hospitalised',
  'no show',
  'died',
  'left',
  'not at home',
  'refuses',
  'call the police',
  'number mended',
] as const satisfies readonly Answer[]

export type GraveAnswer = (typeof graveAnswers)[number]

const grave: ReadonlySet<Answer> = new Set(graveAnswers)

export const isGrave = (answer: Answer): answer is GraveAnswer => grave.has(answer)
