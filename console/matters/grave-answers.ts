import type { Answer } from '../../core/domain/escalation.ts'

/** Answers that set others in motion, or end what cannot be begun again: people are asked about them once more. */
export type Grave = Extract<
  Answer,
  'not at home' | 'refuses' | 'confirmed' | 'hospitalised' | 'no show' | 'approve'
>

const grave: ReadonlySet<Answer> = new Set<Grave>([
  'not at home',
  'refuses',
  'confirmed',
  'hospitalised',
  'no show',
  'approve',
])

export const isGrave = (answer: Answer): answer is Grave => grave.has(answer)
