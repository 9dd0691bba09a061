import type { IsolationId } from '../../core/domain/ids.ts'
import { careMatter, type Isolation, isOpen, openMatters } from '../../core/domain/isolation.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { changeIsolation, findIsolation, type Loaded } from '../../record/isolation-record.ts'
import { findPerson } from '../../record/person-record.ts'
import { loadPhone, phoneWrites } from '../../record/phone-record.ts'
import { loadStays, stayWrite } from '../../record/stays-record.ts'
import { NotPossible } from '../answer-escalation/decisions.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import { settled } from '../settle-escalation/settle-escalation.ts'
import { letterAgain } from './letter-again.ts'

export interface Merged {
  readonly kept: IsolationId
  readonly ended: IsolationId
}

/** The one that began first; of two that began at once, the one that was registered first. */
const inOrder = (one: Isolation, other: Isolation): readonly [kept: Isolation, duplicate: Isolation] => {
  const key = ({ dayZero, arrivedAt, registeredAt, id }: Isolation): string =>
    [dayZero, arrivedAt, registeredAt, id].join(' ')
  return key(one) <= key(other) ? [one, other] : [other, one]
}

const isDuplicateOf = ({ status }: Isolation, { id }: Isolation): boolean =>
  status.name === 'ended' && status.kept === id

/** @throws NotPossible */
const mustFit = (kept: Isolation, duplicate: Isolation): void => {
  if (kept.id === duplicate.id) throw new NotPossible('an isolation is no duplicate of itself')
  if (kept.community !== duplicate.community)
    throw new NotPossible(`${duplicate.id} is in another community: end one of them`)
  for (const one of [kept, duplicate])
    if (!isOpen(one))
      throw new NotPossible(`${one.id} is ${one.status.name}: only isolations that go on are merged`)
  if (careMatter(duplicate) !== undefined && careMatter(kept) === undefined)
    throw new NotPossible(
      `a doctor has an open matter about ${duplicate.id}: answer it first, so that no fever is lost`,
    )
}

/** Texts from a phone on which the duplicate was asked are heard as those of the one that is kept. */
const phoneOf = async (ports: Ports, duplicate: Isolation, kept: IsolationId): Promise<Write[]> => {
  const number = (await findPerson(ports.store, duplicate.person))?.person.phone
  if (number === undefined) return []
  const at = await loadPhone(ports, number)
  const { residents } = at.phone
  if (!residents.some(({ isolation }) => isolation === duplicate.id)) return []
  const isThere = residents.some(({ isolation }) => isolation === kept)
  return phoneWrites(at, {
    ...at.phone,
    residents: residents.flatMap((one) => {
      if (one.isolation !== duplicate.id) return [one]
      return isThere ? [] : [{ ...one, isolation: kept }]
    }),
  })
}

const endDuplicate = async (
  ports: Ports,
  { isolation, now }: Loaded,
  kept: Isolation,
  by: LedgerEntry['by'],
) => {
  const matters = await Promise.all(
    openMatters(isolation).map(async ({ id }) =>
      settled(await loadEscalation(ports.store, id), 'joined', by, now),
    ),
  )
  const stays =
    isolation.person === kept.person
      ? []
      : [stayWrite(isolation.person, await loadStays(ports.store, isolation.person), kept.id)]
  return {
    by,
    happenings: [
      ...matters.flatMap(({ happenings }) => happenings),
      { what: 'ended', reason: 'duplicate', kept: kept.id } as const,
    ],
    matters: matters.flatMap((matter) => matter.matters),
    messages: matters.flatMap(({ messages }) => messages),
    wake: matters.flatMap(({ wake }) => wake),
    writes: [...stays, ...(await phoneOf(ports, isolation, kept.id))],
    plan: 'again' as const,
    resume: true,
  }
}

/**
 * Makes one of two isolations of the same person: the one that began first goes on, the other ends as its duplicate.
 * Whatever finds the person, finds the one that is kept. Safe to repeat.
 * @throws NotFound, NotPossible
 */
export const mergeIsolations = async (
  ports: Ports,
  one: IsolationId,
  other: IsolationId,
  by: LedgerEntry['by'],
): Promise<Merged> => {
  const [first, second] = await Promise.all([
    findIsolation(ports.store, one),
    findIsolation(ports.store, other),
  ])
  const [kept, duplicate] = isDuplicateOf(first, second)
    ? [second, first]
    : isDuplicateOf(second, first)
      ? [first, second]
      : inOrder(first, second)
  if (!isDuplicateOf(duplicate, kept)) mustFit(kept, duplicate)
  const changed = await changeIsolation(ports, duplicate.id, async (loaded) => {
    if (isDuplicateOf(loaded.isolation, kept)) return undefined
    mustFit(await findIsolation(ports.store, kept.id), loaded.isolation)
    return endDuplicate(ports, loaded, kept, by)
  })
  await carryOut(ports, changed)
  await changeIsolation(ports, kept.id, ({ isolation }) =>
    isolation.merged?.includes(duplicate.id) === true
      ? undefined
      : { by, happenings: [{ what: 'merged', isolation: duplicate.id }] },
  )
  await letterAgain(ports, kept.id)
  return { kept: kept.id, ended: duplicate.id }
}
