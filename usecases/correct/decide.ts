import { isDeepStrictEqual } from 'node:util'
import { gridOf } from '../../core/community/community.ts'
import { wrongWithDocument } from '../../core/identity/document-number.ts'
import { wrongWithName, wrongWithText } from '../../core/identity/wrong-text.ts'
import { inWords } from '../../core/in-words.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import { calendarBy } from '../../core/isolation/move-calendar.ts'
import { NotPossible } from '../../core/isolation/not-possible.ts'
import { type Facts, PersonalField } from '../../core/person/correction.ts'
import type { PersonChange } from '../../core/person/person-change.ts'
import { Flags } from '../../core/person/registration.ts'
import { faultOf, faultReason, isCostly } from '../../core/phone/phone-number.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { localDate } from '../../core/time/time-zone.ts'
import type { Matters } from '../../record/matters.ts'
import { findPerson, personWrite } from '../../record/person-repository.ts'
import { staysOf } from '../../record/stays-repository.ts'
import type { Problem } from '../check-registration/check-registration.ts'
import { arrivalOf, dateProblems } from '../check-registration/registration-dates.ts'
import { correctPerson, personalChanges } from './correct-person.ts'
import { type Correction, CorrectionRejected, type Corrections } from './correction.ts'
import { Draft } from './draft.ts'
import { findableBy } from './findable-by.ts'
import { followCalendar } from './follow-calendar.ts'
import { judgeAgain } from './judge-again.ts'
import { followHome, homeAt } from './move-home.ts'

const problemsWith = (corrections: Corrections, { isolation, community, now }: Loaded): Problem[] => {
  const { name, phone, documentNumber, address, origin } = corrections
  const fault = phone == null || !isCostly(phone) ? undefined : faultOf(phone)
  const today = localDate(now, isolation.zone)
  const reasons: Readonly<Record<string, string | undefined>> = {
    name: name === undefined ? undefined : wrongWithName(name),
    phone: fault === undefined ? undefined : faultReason[fault],
    documentNumber:
      documentNumber == null
        ? undefined
        : (wrongWithText(documentNumber) ?? wrongWithDocument(documentNumber, today)),
    'address.grid':
      address === undefined || gridOf(community, address.grid) !== undefined
        ? undefined
        : `no such grid; ${community.id} has ${community.grids.map(({ id }) => id).join(', ')}. Another community is a transfer`,
    'address.building': wrongWithText(address?.building ?? ''),
    'address.unit': wrongWithText(address?.unit ?? ''),
    'address.room': wrongWithText(address?.room ?? ''),
    origin: wrongWithText(origin ?? ''),
  }
  return [
    ...Object.entries(reasons).flatMap(([field, reason]) =>
      reason === undefined ? [] : [{ field, reason }],
    ),
    ...dateProblems(corrections, isolation.zone, now),
  ]
}

/** Facts that the correction changes, before and after. */
const factsOf = (
  { isolation, now }: Loaded,
  { category, flags, language, origin, arrivedAt, lastExposure }: Corrections,
): { readonly from: Facts; readonly to: Facts } => {
  const from: Facts = {}
  const to: Facts = {}
  if (category !== undefined && category !== isolation.category)
    [from.category, to.category] = [isolation.category, category]
  const marked = Flags.parse({ ...isolation.flags, ...flags })
  if (!isDeepStrictEqual(marked, isolation.flags)) [from.flags, to.flags] = [isolation.flags, marked]
  if (language !== undefined && language !== isolation.language)
    [from.language, to.language] = [isolation.language, language]
  if (origin !== undefined && (origin ?? undefined) !== isolation.origin)
    [from.origin, to.origin] = [isolation.origin ?? null, origin]
  if (arrivedAt !== undefined) {
    const arrived = arrivalOf(arrivedAt, isolation.zone, now)
    const isKnown =
      arrivedAt.time === undefined && arrivedAt.date === localDate(isolation.arrivedAt, isolation.zone)
    if (arrived !== isolation.arrivedAt && !isKnown)
      [from.arrivedAt, to.arrivedAt] = [isolation.arrivedAt, arrived]
  }
  if (lastExposure !== undefined && (lastExposure ?? undefined) !== isolation.lastExposure)
    [from.lastExposure, to.lastExposure] = [isolation.lastExposure ?? null, lastExposure]
  return { from, to }
}

/**
 * The vault belongs to the newest stay: changing the number or address of an older one would change that one's too, and
 * nobody would be asked. @throws NotPossible
 */
const mustBeLast = async ({ store }: Ports, { id, person }: Isolation): Promise<void> => {
  const now = (await staysOf(store, person)).find(isOpen)
  if (now !== undefined)
    throw new NotPossible(
      `${id} is over, and this person is in isolation now as ${now.id}: put it right there`,
    )
}

/**
 * Decides what a correction changes, without writing. undefined: nothing changes.
 * @throws CorrectionRejected, CorrectionClashes, NotPossible
 */
export const decideCorrection = async (
  ports: Ports,
  loaded: Loaded,
  matters: Matters,
  { corrections, reason, words }: Correction,
  by: LedgerEntry['by'],
): Promise<Decision | undefined> => {
  const { isolation, book, now } = loaded
  const problems = problemsWith(corrections, loaded)
  if (problems.length > 0) throw new CorrectionRejected(problems)
  const { from, to } = factsOf(loaded, corrections)
  const found = await findPerson(ports.store, isolation.person)
  if (found === undefined && PersonalField.options.some((field) => field in corrections))
    throw new NotPossible('name, phone, document and address have been erased')
  const changes = found === undefined ? [] : personalChanges(found.person, corrections)
  if (Object.keys(to).length === 0 && changes.length === 0) return undefined
  if (changes.length > 0 && !isOpen(isolation)) await mustBeLast(ports, isolation)
  const isDated = to.arrivedAt !== undefined || to.lastExposure !== undefined
  if (isDated && !isOpen(isolation))
    throw new NotPossible(
      `the isolation is ${inWords(isolation.status.name)}: its dates stand; a newer arrival or exposure is registered anew`,
    )
  const calendar = isDated
    ? calendarBy(isolation, book, {
        arrivedAt: to.arrivedAt ?? isolation.arrivedAt,
        lastExposure: to.lastExposure === undefined ? isolation.lastExposure : (to.lastExposure ?? undefined),
      })
    : undefined
  const address = changes.some(({ field }) => field === 'address') ? corrections.address : undefined
  const home = address === undefined ? undefined : await homeAt(ports, loaded, address)
  const draft = new Draft(matters, loaded, by)
  draft.add({
    events: [
      {
        type: 'corrected',
        reason,
        ...(changes.length === 0 ? {} : { personal: changes.map(({ field }) => field) }),
        from,
        to,
        ...(calendar === undefined ? {} : { calendar }),
        ...(address === undefined || home === undefined
          ? {}
          : { home: { grid: address.grid, household: home.household } }),
      },
    ],
    writes: home?.writes ?? [],
  })
  if (calendar !== undefined) await followCalendar(draft, isolation)
  if (to.flags !== undefined) await judgeAgain(draft)
  await followHome(ports, draft, isolation)
  if (found !== undefined) {
    const person = await correctPerson(ports, draft, found.person, corrections, changes)
    const change: PersonChange = {
      at: now,
      by,
      reason,
      ...(words === undefined ? {} : { words }),
      isolation: isolation.id,
      entry: isolation.entries + 1,
      changes,
    }
    const identities = changes.length === 0 ? [] : await findableBy(ports, isolation, person)
    draft.add({ writes: [...identities, personWrite(person, found, { change })] })
  }
  return draft.decision
}
