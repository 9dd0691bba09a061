import type { Role } from '../community/community.ts'
import type { MatterKind } from '../rule-book/rule-book.ts'
import { Answer, type Outcome } from './matter.ts'

/** What an answer does to its matter and to the isolation. */
export type Effect =
  | { readonly effect: 'acknowledge' }
  /** A person has seen that the returnee is away or does not open: the police are told at once. */
  | { readonly effect: 'confirm_absence' }
  /**
   * Nobody opened, which does not prove an absence: the worker goes again, and the next rung before the police is told
   * at once.
   */
  | { readonly effect: 'knock_again' }
  /** The office confirms that nobody has reached the returnee: the police are told next, by day. */
  | { readonly effect: 'call_the_police' }
  | { readonly effect: 'settle'; readonly outcome: Outcome }
  | { readonly effect: 'back_to_following'; readonly outcome: Outcome }
  | {
      readonly effect: 'end'
      readonly outcome: Outcome
      readonly reason: 'died' | 'hospitalised' | 'confirmed'
    }
  | { readonly effect: 'no_show' }
  /** On the way to the clinic: settles nothing, tells everybody on the matter, and leaves time to arrive. */
  | { readonly effect: 'on_the_way' }
  /** Somebody who was there found no fever: the doctor is told, and may rule the illness out. */
  | { readonly effect: 'false_alarm' }
  /** Left: with permission if the office says so, absconded if the station does. */
  | { readonly effect: 'left' }
  /** Found, and on the way to the clinic: the doctor and the hospital get the matter again. */
  | { readonly effect: 'refer_again' }
  | { readonly effect: 'approve' }
  | { readonly effect: 'hold' }

interface Rule {
  readonly effect: Effect
  /** The roles that may give it. Absent: everybody who has the matter. */
  readonly by?: readonly Role[]
}

type Rules = Partial<Record<Answer, Rule>>

const clinicians: readonly Role[] = ['doctor', 'hospital']
const offices: readonly Role[] = ['community_administrator', 'street_office']
const stations: readonly Role[] = [...offices, 'police_station']
const seekers: readonly Role[] = ['grid_worker', ...stations]

const settle = (outcome: Outcome): Effect => ({ effect: 'settle', outcome })

const taken = { effect: { effect: 'acknowledge' } } as const
const sent = { sent_somebody: { effect: { effect: 'acknowledge' }, by: offices } } as const
const gone: Rules = {
  died: { effect: { effect: 'end', outcome: 'died', reason: 'died' } },
  left: { effect: { effect: 'left' }, by: stations },
}
const absent: Rule = { effect: { effect: 'confirm_absence' } }
const handled: Rule = { effect: settle('handled') }
const reached: Rule = { effect: settle('reached') }
const mended: Rule = { effect: settle('number_mended') }
const knocked: Rule = { effect: { effect: 'knock_again' } }

const atTheDoor: Rules = {
  taken,
  reached,
  not_at_home: absent,
  refuses: absent,
  nobody_opened: knocked,
  number_mended: mended,
  sent_to_clinic: { effect: { effect: 'on_the_way' }, by: seekers },
  ...sent,
  ...gone,
}

const sought: Rules = {
  ...atTheDoor,
  call_the_police: { effect: { effect: 'call_the_police' }, by: offices },
}

/** The number itself is wrong, so its correction comes first. */
const byPhone: Rules = { taken, number_mended: mended, not_at_home: absent, ...sought }

const diagnosis: Rules = {
  hospitalised: {
    effect: { effect: 'end', outcome: 'hospitalised', reason: 'hospitalised' },
    by: clinicians,
  },
  ruled_out: { effect: { effect: 'back_to_following', outcome: 'ruled_out' }, by: clinicians },
  confirmed: { effect: { effect: 'end', outcome: 'confirmed', reason: 'confirmed' }, by: clinicians },
}

const noShow: Rule = { effect: { effect: 'no_show' }, by: seekers }

const decided = (by: readonly Role[]): Rules => ({
  taken,
  approve: { effect: { effect: 'approve' }, by },
  hold: { effect: { effect: 'hold' }, by },
  ...gone,
})

const byHand: Rules = { taken, handled, ...sent }

/**
 * The answers that each kind of matter takes, who may give them and what they do, in the order in which its message
 * names them. Messages, help, buttons, the API and permissions follow from this table.
 */
const table: Readonly<Record<MatterKind, Rules>> = {
  silence: sought,
  unreachable: byPhone,
  opted_out: sought,
  unclear_replies: sought,
  visit: sought,
  fever: {
    taken,
    sent_to_clinic: { effect: { effect: 'on_the_way' }, by: seekers },
    not_at_home: noShow,
    refuses: noShow,
    no_show: { effect: { effect: 'no_show' }, by: clinicians },
    ...diagnosis,
    false_alarm: { effect: { effect: 'false_alarm' }, by: seekers },
    ...sent,
    ...gone,
  },
  no_show: {
    taken,
    reached: { effect: { effect: 'refer_again' } },
    sent_to_clinic: { effect: { effect: 'refer_again' }, by: seekers },
    ...diagnosis,
    ...sent,
    ...gone,
  },
  release: decided(offices),
  decision: decided(['street_office']),
  danger: { taken, reached, handled, ...atTheDoor },
  request: byHand,
  no_thermometer: byHand,
  wrong_number: byPhone,
  hint: { taken, handled, false_alarm: { effect: settle('false_alarm') } },
}

/** undefined: this kind of matter does not take this answer. */
export const effectOf = (kind: MatterKind, answer: Answer): Effect | undefined => table[kind][answer]?.effect

/** The answers that a kind of matter takes; with a role, those that the role may give. */
export const answersTo = (kind: MatterKind, role?: Role): Answer[] =>
  Object.keys(table[kind])
    .map((answer) => Answer.parse(answer))
    .filter((answer) => role === undefined || mayAnswer(kind, answer, role))

/** Only the community or the office approves a release, only the doctor or the hospital judges an illness. */
export const mayAnswer = (kind: MatterKind, answer: Answer, role: Role): boolean => {
  const rule = table[kind][answer]
  return rule !== undefined && (rule.by?.includes(role) ?? true)
}

const UNSAID: ReadonlySet<Answer> = new Set(['taken', 'died', 'left', 'sent_somebody', 'nobody_opened'])

/** How many answers a message names, if its own words need the room. */
const NAMED: Partial<Record<MatterKind, number>> = { danger: 2 }

/**
 * The answers that a message names: the three most important ones that this role may give. `confirms`: the police wait
 * for the office's confirmation, which is named first.
 */
export const hintedAnswers = (kind: MatterKind, role: Role, confirms = false): Answer[] => {
  const said = answersTo(kind, role).filter((answer) => !UNSAID.has(answer))
  const most = NAMED[kind] ?? 3
  if (!confirms || !said.includes('call_the_police'))
    return said.length === 0 ? ['taken'] : said.slice(0, most)
  const others = said.filter((answer) => answer !== 'call_the_police')
  return ['call_the_police' as const, ...others].slice(0, most)
}

/**
 * The office lets somebody go with permission; somebody the police find gone has absconded. undefined: this role may
 * not say so.
 */
export const reasonToLeave = (role: Role): 'left_with_permission' | 'absconded' | undefined => {
  if (offices.includes(role)) return 'left_with_permission'
  return role === 'police_station' ? 'absconded' : undefined
}
