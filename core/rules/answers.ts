import type { Role } from '../domain/community.ts'
import { Answer, type Outcome } from '../domain/escalation.ts'
import type { EndReason } from '../domain/isolation.ts'
import type { MatterKind } from '../domain/rule-book.ts'

/** What an answer does to its matter, and to the isolation behind it. */
export type Effect =
  | { readonly effect: 'acknowledge' }
  /** A person has seen that the returnee is not there, or will not open: the police at once. */
  | { readonly effect: 'confirm absence' }
  | { readonly effect: 'settle'; readonly outcome: Outcome }
  | { readonly effect: 'back to following'; readonly outcome: Outcome }
  | { readonly effect: 'end'; readonly outcome: Outcome; readonly reason: EndReason }
  | { readonly effect: 'no show' }
  /** Went away: with permission where the office says so, absconded where the station does. */
  | { readonly effect: 'left' }
  /** Found, and on the way to the clinic: the doctor and the hospital have the matter again. */
  | { readonly effect: 'refer again' }
  | { readonly effect: 'approve' }
  | { readonly effect: 'hold' }

const taken = { effect: 'acknowledge' } as const
const absent = { effect: 'confirm absence' } as const

const died = { effect: 'end', outcome: 'died', reason: 'died' } as const
const gone = { died, left: { effect: 'left' } } as const

const silent: Partial<Record<Answer, Effect>> = {
  taken,
  reached: { effect: 'settle', outcome: 'reached' },
  'not at home': absent,
  refuses: absent,
  'number mended': { effect: 'settle', outcome: 'number mended' },
  ...gone,
}

const atTheClinic: Partial<Record<Answer, Effect>> = {
  taken,
  'ruled out': { effect: 'back to following', outcome: 'ruled out' },
  confirmed: { effect: 'end', outcome: 'confirmed', reason: 'confirmed' },
  hospitalised: { effect: 'end', outcome: 'hospitalised', reason: 'hospitalised' },
  ...gone,
}

const table: Record<MatterKind, Partial<Record<Answer, Effect>>> = {
  silence: silent,
  unreachable: silent,
  'opted out': silent,
  'unclear replies': silent,
  visit: silent,
  fever: { ...atTheClinic, 'no show': { effect: 'no show' } },
  'no show': { ...atTheClinic, reached: { effect: 'refer again' } },
  release: { taken, approve: { effect: 'approve' }, hold: { effect: 'hold' }, ...gone },
  decision: { taken, approve: { effect: 'approve' }, hold: { effect: 'hold' }, ...gone },
  failure: { taken, handled: { effect: 'settle', outcome: 'handled' } },
}

/** undefined: this kind of matter cannot be answered so. */
export const effectOf = (kind: MatterKind, answer: Answer): Effect | undefined => table[kind][answer]

/** The answers that a kind of matter understands, for the text that says so. */
export const answersTo = (kind: MatterKind): Answer[] =>
  Object.entries(table[kind]).map(([answer]) => Answer.parse(answer))

const decides: Partial<Record<MatterKind, readonly Role[]>> = {
  release: ['community administrator', 'street office'],
  decision: ['street office'],
}

/** Who lets somebody go has given permission; whom the police find gone has left without. undefined: not theirs to say. */
export const reasonToLeave = (role: Role): 'left with permission' | 'absconded' | undefined => {
  if (role === 'community administrator' || role === 'street office') return 'left with permission'
  return role === 'police station' ? 'absconded' : undefined
}

/** A release is for the community or the office to approve, an illness for the doctor or the hospital to judge. */
export const mayAnswer = (kind: MatterKind, effect: Effect, role: Role): boolean => {
  if (effect.effect === 'approve' || effect.effect === 'hold') return decides[kind]?.includes(role) ?? false
  if (effect.effect === 'end' && effect.reason === 'died') return true
  if (effect.effect === 'left') return reasonToLeave(role) !== undefined
  if (effect.effect === 'back to following' || effect.effect === 'end')
    return role === 'doctor' || role === 'hospital'
  return true
}
