import * as z from 'zod/mini'
import { IsolationId, type PersonId } from '../ids.ts'
import { type Isolation, isOpen } from '../isolation/isolation.ts'
import type { LocalDate } from '../time/local-time.ts'
import { localDate } from '../time/time-zone.ts'
import { areOfOneKind, foldedDocument } from './document-number.ts'

/** Somebody in the record, with all their stays, newest last. */
export interface KnownPerson {
  readonly person: PersonId
  readonly isolations: readonly Isolation[]
  readonly documentNumber?: string
  /** Folded. Absent: erased. */
  readonly name?: string
  /** Folded. Absent: erased. */
  readonly door?: string
  /** Folded names that were entered by mistake: somebody with such a name may be another person. */
  readonly misnamed?: readonly string[]
}

/** The people in the record who match each fact. The first three match the name as well. */
export interface Clues {
  readonly byDocument: readonly KnownPerson[]
  readonly byPhone: readonly KnownPerson[]
  readonly byAddress: readonly KnownPerson[]
  readonly sameDocument: readonly KnownPerson[]
  readonly samePhone: readonly KnownPerson[]
}

/**
 * Why two people may be one, or one may be two. `same_document`: the document is known under another name.
 * `same_phone`: the phone is known under another name at another door. `other_document`: the name with the phone or
 * door is known with another document. `former_name`: this name was once entered by mistake and corrected.
 */
export const Clash = z.strictObject({
  type: z.enum(['same_document', 'same_phone', 'other_document', 'former_name']),
  /** The open isolation it clashes with. */
  isolation: IsolationId,
})
export type Clash = z.infer<typeof Clash>

/** What a person decided after being told of a clash, or of a stay that is over. */
export const Decided = z.union([
  z.strictObject({ same_as: IsolationId }),
  z.strictObject({ another_person: z.literal(true) }),
  z.strictObject({ again: z.literal(true) }),
])
export type Decided = z.infer<typeof Decided>

export interface Asked {
  /** Folded. */
  readonly name: string
  readonly documentNumber?: string | undefined
  readonly door: string
  readonly decided?: Decided | undefined
}

export type Who =
  | { readonly who: 'nobody_known' }
  | { readonly who: 'known'; readonly known: KnownPerson }
  | { readonly who: 'in_doubt'; readonly clashes: readonly Clash[] }
  /** `same_as` names somebody who matches none of the facts. */
  | { readonly who: 'not_among_them' }

/** What the person who registers somebody has decided, or knows: the stay that a row was exported from. */
export interface Said {
  readonly decided?: Decided | undefined
  readonly stay?: IsolationId | undefined
}

export const hasDecided = <What extends 'same_as' | 'another_person' | 'again'>(
  decided: Decided | undefined,
  type: What,
): decided is Extract<Decided, Readonly<Record<What, unknown>>> => decided !== undefined && type in decided

const openOf = ({ isolations }: KnownPerson): Isolation | undefined => isolations.findLast(isOpen)

/** Two documents of one kind belong to two people. */
export const hasOtherDocument = (
  { documentNumber: known }: { readonly documentNumber?: string | undefined },
  asked: string | undefined,
): boolean =>
  known !== undefined &&
  asked !== undefined &&
  foldedDocument(known) !== foldedDocument(asked) &&
  areOfOneKind(known, asked)

const clashesWith = (type: Clash['type'], people: readonly KnownPerson[]): Clash[] =>
  people.flatMap((known) => {
    const open = openOf(known)
    return open === undefined ? [] : [{ type, isolation: open.id }]
  })

/** One is a part of the other, for example if only the first part of a long name was entered. */
const isPartOf = (one: string | undefined, other: string): boolean =>
  one !== undefined && Math.min(one.length, other.length) > 1 && (one.includes(other) || other.includes(one))

/** The one in isolation now, otherwise the one who was last. */
const newest = (people: readonly KnownPerson[]): KnownPerson | undefined =>
  people.find((known) => openOf(known) !== undefined) ?? people.at(-1)

/**
 * Identifies somebody by what the record knows. A name with its document is the surest, then with the phone, then with
 * the door. A person has to decide a clash with an open isolation; an isolation that is over never clashes.
 */
export const whoIs = (clues: Clues, { name, documentNumber, door, decided }: Asked): Who => {
  const byDocument =
    newest(clues.byDocument) ?? newest(clues.sameDocument.filter((known) => isPartOf(known.name, name)))
  if (byDocument !== undefined) return { who: 'known', known: byDocument }
  const isApart = hasDecided(decided, 'another_person')
  const agree = [...clues.byPhone, ...clues.byAddress]
  const others = agree.filter((known) => hasOtherDocument(known, documentNumber))
  const misnamed = agree.filter((known) => known.misnamed?.includes(name) === true)
  const fits = (known: KnownPerson): boolean =>
    !others.includes(known) && !misnamed.includes(known) && (!isApart || known.door === door)
  const same = newest(clues.byPhone.filter(fits)) ?? newest(clues.byAddress.filter(fits))
  const isSame = ({ person }: KnownPerson): boolean => person === same?.person
  const clashes = [
    ...clashesWith(
      'same_document',
      clues.sameDocument.filter((known) => !isSame(known)),
    ),
    ...(same === undefined
      ? [
          ...clashesWith('other_document', others),
          ...clashesWith('former_name', misnamed),
          ...clashesWith(
            'same_phone',
            clues.samePhone.filter((known) => known.door !== undefined && known.door !== door),
          ),
        ]
      : []),
  ].filter((clash, at, all) => all.findIndex(({ isolation }) => isolation === clash.isolation) === at)
  if (hasDecided(decided, 'same_as')) {
    const all = [...agree, ...clues.sameDocument, ...clues.samePhone]
    const known = all.find(({ isolations }) => isolations.some(({ id }) => id === decided.same_as))
    return known === undefined ? { who: 'not_among_them' } : { who: 'known', known }
  }
  if (clashes.length > 0 && !isApart) return { who: 'in_doubt', clashes }
  return same === undefined ? { who: 'nobody_known' } : { who: 'known', known: same }
}

export type StayStatus =
  /** An open isolation of the same person covers it. */
  | { readonly is: 'covered'; readonly isolation: Isolation }
  /** An open isolation of the same person counts from an earlier day. */
  | { readonly is: 'counts_anew'; readonly isolation: Isolation }
  /** This stay has been watched already and is over. */
  | { readonly is: 'over'; readonly isolation: Isolation }
  | { readonly is: 'new_stay' }

interface Stay {
  readonly arrivedOn: LocalDate
  readonly dayZero: LocalDate
}

/** A completed period covers every earlier arrival; one that ended otherwise covers only its own. */
const wasWatched = ({ status, arrivedAt, zone }: Isolation, { arrivedOn }: Stay): boolean => {
  const before = localDate(arrivedAt, zone)
  if (status.name === 'released') return arrivedOn <= before
  if (status.name !== 'ended' || status.reason === 'registered_by_error') return false
  return arrivedOn === before
}

/**
 * The newest day that this isolation was ever counted from. Whoever merged a duplicate into it knew its dates and kept
 * the earlier ones.
 */
const newestKnown = ({ isolations }: KnownPerson, { dayZero }: Isolation): LocalDate =>
  isolations
    .filter(({ status }) => status.name === 'ended' && status.reason === 'duplicate')
    .reduce((newest, duplicate) => (duplicate.dayZero > newest ? duplicate.dayZero : newest), dayZero)

/** What registering a known person means. Isolations that were registered by error never matter. */
export const stayStatusOf = (known: KnownPerson, { decided, stay, ...asked }: Said & Stay): StayStatus => {
  const open = openOf(known)
  if (open !== undefined)
    return {
      is: asked.dayZero > newestKnown(known, open) ? 'counts_anew' : 'covered',
      isolation: open,
    }
  // An exposure after the day from which a stay was counted begins a new isolation.
  const covers = (over: Isolation): boolean => asked.dayZero <= newestKnown(known, over)
  const its = known.isolations.find(({ id }) => id === stay)
  if (its !== undefined && covers(its)) return { is: 'over', isolation: its }
  const last = known.isolations.at(-1)
  if (last === undefined || hasDecided(decided, 'again') || !covers(last) || !wasWatched(last, asked))
    return { is: 'new_stay' }
  return { is: 'over', isolation: last }
}
