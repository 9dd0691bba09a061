import type { Answer } from './matter.ts'

/**
 * Answers that end an isolation or release from it, cancel an alarm, call the police or change the phone number. By SMS
 * they take effect only when their one-time code comes back; in the console they are confirmed. `hold` is safe and
 * needs neither.
 */
export const graveAnswers = [
  'approve',
  'ruled_out',
  'confirmed',
  'hospitalised',
  'no_show',
  'died',
  'left',
  'not_at_home',
  'refuses',
  'call_the_police',
  'number_mended',
] as const satisfies readonly Answer[]

export type GraveAnswer = (typeof graveAnswers)[number]

const grave: ReadonlySet<Answer> = new Set(graveAnswers)

export const isGrave = (answer: Answer): answer is GraveAnswer => grave.has(answer)
