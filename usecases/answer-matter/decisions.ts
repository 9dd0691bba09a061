import type { MatterId } from '../../core/ids.ts'
import { inWords } from '../../core/in-words.ts'
import { releaseFrom, slotsOf } from '../../core/isolation/calendar.ts'
import type { IsolationEvent, LedgerEntry } from '../../core/isolation/events.ts'
import { type EndReason, isOpen, openMatters } from '../../core/isolation/isolation.ts'
import type { Outcome } from '../../core/matter/matter.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { nextDaytime } from '../../core/rule-book/quiet-hours.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { later } from '../../core/time/instant.ts'
import { householdWrite, loadHousehold } from '../../record/household-repository.ts'
import type { Decision, Loaded } from '../../record/isolation-repository.ts'
import { type LoadedMatter, loadMatter } from '../../record/matter-repository.ts'
import { openMatter } from '../open-matter/open-matter.ts'
import { hold } from '../review-release/review-release.ts'
import { joined, type Settled, settled } from '../settle-matter/settle-matter.ts'

/** The answer was understood, but the rules do not allow it now. The message says why. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible'
}

/** Settles every other open matter, which has lost its purpose. */
export const settleOthers = async (
  ports: Ports,
  loaded: Loaded,
  by: LedgerEntry['by'],
  except?: MatterId,
): Promise<Settled> => {
  const others = openMatters(loaded.isolation).filter(({ id }) => id !== except)
  const matters = await Promise.all(others.map(({ id }) => loadMatter(ports.store, id)))
  return joined(matters.map((found) => settled(found, 'overtaken', by, loaded.now)))
}

/** Slots that passed while the returnee was with the doctor: nobody was asked, so they are not missed. */
export const excused = ({ isolation, book, now }: Loaded): IsolationEvent[] => {
  const slots = slotsOf(isolation, book)
    .filter((slot) => slot.closesAt <= now)
    .filter((slot) => isolation.slots[slot.id] === undefined || isolation.slots[slot.id]?.state === 'asked')
    .map((slot) => slot.id)
  return slots.length === 0 ? [] : [{ type: 'excused', slots }]
}

export const backToFollowing = (
  loaded: Loaded,
  found: LoadedMatter,
  outcome: Outcome,
  by: LedgerEntry['by'],
): Partial<Decision> => {
  const parts = settled(found, outcome, by, loaded.now)
  const { name } = loaded.isolation.status
  if (name !== 'referred' && name !== 'following') return parts
  const text = messageToResident(`back-${found.matter.id}`, loaded.now, 'back_to_following', {})
  const messages = loaded.isolation.contact.by === 'sms' ? [...parts.messages, text] : parts.messages
  if (name === 'following') return { ...parts, messages }
  return {
    ...parts,
    events: [...parts.events, ...excused(loaded), { type: 'back_to_following' }],
    messages,
    plan: 'again',
    resume: true,
  }
}

/** Written together with the doctor's answer, so that the household is told even after a crash. */
const toTellHousehold = async (ports: Ports, { isolation, now: at }: Loaded): Promise<Write[]> => {
  const { id, household } = isolation
  const home = await loadHousehold(ports.store, household)
  return [householdWrite(household, home, { ...home.household, confirmed: { isolation: id, at } })]
}

export const end = async (
  ports: Ports,
  loaded: Loaded,
  reason: EndReason,
  by: LedgerEntry['by'],
  answered?: { readonly matter: LoadedMatter; readonly outcome: Outcome },
): Promise<Partial<Decision>> => {
  const parts = joined([
    ...(answered === undefined ? [] : [settled(answered.matter, answered.outcome, by, loaded.now)]),
    await settleOthers(ports, loaded, by, answered?.matter.matter.id),
  ])
  if (!isOpen(loaded.isolation)) return parts
  return {
    ...parts,
    ...(reason === 'confirmed' ? { writes: await toTellHousehold(ports, loaded) } : {}),
    events: [...parts.events, { type: 'ended', reason }],
    plan: 'again',
    resume: true,
  }
}

/** Hands the returnee from the doctor to those who look for them, or back. */
export const handBetween = async (
  ports: Ports,
  loaded: Loaded,
  found: LoadedMatter,
  to: 'no_show' | 'fever',
  by: LedgerEntry['by'],
): Promise<Partial<Decision>> => {
  const over = settled(found, to === 'no_show' ? 'no_show' : 'reached', by, loaded.now)
  const { status } = loaded.isolation
  const { severity, tenths, symptoms } = found.matter
  const opened = await openMatter(ports, loaded, {
    kind: to,
    ...(severity === undefined ? {} : { severity }),
    ...(tenths === undefined ? {} : { tenths }),
    ...(symptoms === undefined ? {} : { symptoms }),
  })
  return {
    ...over,
    events: [
      ...over.events,
      opened.event,
      ...(status.name === 'referred'
        ? [{ type: 'referred', matter: opened.matter.id, severity: status.severity } as const]
        : []),
    ],
    matters: [...over.matters, { matter: opened.matter }],
    writes: [opened.write],
    plan: isOpen(loaded.isolation) ? 'again' : 'keep',
    resume: isOpen(loaded.isolation),
  }
}

export const approve = async (
  ports: Ports,
  loaded: Loaded,
  found: LoadedMatter,
  by: LedgerEntry['by'],
): Promise<Partial<Decision>> => {
  const { isolation, book, now } = loaded
  if (isolation.status.name !== 'under_review')
    throw new NotPossible(`the isolation is ${inWords(isolation.status.name)}`)
  const others = openMatters(isolation).filter(({ id }) => id !== found.matter.id)
  if (found.matter.kind === 'release' && others.length > 0)
    throw new NotPossible(`a matter is open: ${others.map(({ kind }) => inWords(kind)).join(', ')}`)
  const parts = joined([
    settled(found, 'approved', by, loaded.now),
    await settleOthers(ports, loaded, by, found.matter.id),
  ])
  return {
    ...parts,
    events: [
      ...parts.events,
      {
        type: 'approved',
        releaseAt: nextDaytime(later(now, releaseFrom(isolation, book)), book, isolation.zone),
      },
    ],
    plan: 'again',
    resume: true,
  }
}

export const holdOn = async (
  ports: Ports,
  loaded: Loaded,
  found: LoadedMatter,
  by: LedgerEntry['by'],
): Promise<Partial<Decision>> => {
  const { isolation, book } = loaded
  if (isolation.status.name !== 'under_review')
    throw new NotPossible(`the isolation is ${inWords(isolation.status.name)}`)
  if (isolation.holds >= book.release.maxHolds)
    throw new NotPossible(
      `it has been held ${isolation.holds} times; approve the release or end the isolation`,
    )
  const parts = settled(found, 'held', by, loaded.now)
  const held = await hold(ports, loaded, [`held by ${by}`])
  return {
    ...parts,
    events: [...parts.events, ...held.events],
    matters: [...parts.matters, ...(held.matters ?? [])],
    messages: [...parts.messages, ...(held.messages ?? [])],
    writes: held.writes ?? [],
    plan: 'again',
    resume: true,
  }
}
