import type { MatterId } from '../../../core/ids.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { Symptom } from '../../../core/meaning.ts'
import { degrees } from '../../../core/temperature.ts'
import { symptomWords as english } from '../../../core/texts/en-words.ts'
import { symptomWords as chinese } from '../../../core/texts/zh-cn-words.ts'
import { HOUR, type Instant, plus } from '../../../core/time/instant.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import type { Check } from './invariant.ts'

const invariant = 'every fever or symptom is told in words'

/** The templates for the owners of a matter of illness. */
const TOLD_IN: ReadonlySet<string> = new Set(['matter', 'matter_raised', 'second_reading'])

/** A shortened list is marked; the gravest symptoms come first. */
const CUT = /等|\+\d/

const namesSymptom = ({ text }: InboxMessage, symptom: Symptom): boolean =>
  text.includes(chinese[symptom]) || text.includes(english[symptom]) || CUT.test(text)

const illnessOpenedBy = ({ event }: LedgerEntry): MatterId | undefined =>
  event.type === 'matter_opened' && (event.kind === 'fever' || event.kind === 'no_show')
    ? event.matter
    : undefined

/** For every entry of the ledger: since when a matter of illness has been open without a break. */
const careSince = (ledger: readonly LedgerEntry[]): (Instant | undefined)[] => {
  const open = new Set<string>()
  let since: Instant | undefined
  let endedAt: Instant | undefined
  return ledger.map((entry) => {
    const { event, at } = entry
    const opened = illnessOpenedBy(entry)
    if (opened !== undefined) {
      // A matter that is handed on is settled and opened again by one decision.
      if (open.size === 0 && endedAt !== at) since = at
      open.add(opened)
    }
    if (event.type === 'matter_settled' && open.delete(event.matter) && open.size === 0) endedAt = at
    return open.size === 0 ? undefined : since
  })
}

/** Higher readings that came in before the owners were told of this one: they are told of the highest. */
const higherUntilTold = (ledger: readonly LedgerEntry[], index: number, tenths: number): number[] => {
  const illnesses = ledger.map(illnessOpenedBy)
  const told = ledger.findIndex(
    ({ event }, at) => at > index && event.type === 'rung_told' && illnesses.includes(event.matter),
  )
  return ledger
    .slice(index + 1, Math.max(told, index + 1))
    .flatMap(({ event }) =>
      event.type === 'reported' && event.tenths !== undefined && event.tenths > tenths ? [event.tenths] : [],
    )
}

/** The same reading within an hour need not be told again. */
const TOLD_BEFORE = HOUR

/** Each reading is told to a person in time, and each symptom to the owners of its matter. */
export const illnessIsTold: Check = function* ({ history: { isolation, ledger }, texts, now, patience }) {
  const told = texts.about(isolation.id).filter(({ sent }) => TOLD_IN.has(sent?.template ?? ''))
  const since = careSince(ledger)
  for (const [index, { entry, at, event }] of ledger.entries()) {
    if (event.type !== 'reported' || event.judged === 'normal') continue
    const until = plus(at, patience)
    if (now <= until) continue
    const inTime = told.filter((text) => text.at <= until)
    const { tenths, symptoms } = event
    const early = plus(at, -TOLD_BEFORE)
    if (
      tenths !== undefined &&
      !inTime.some((text) => text.at >= early && text.text.includes(degrees(tenths))) &&
      !higherUntilTold(ledger, index, tenths).some((higher) =>
        inTime.some((text) => text.at >= at && text.text.includes(degrees(higher))),
      )
    )
      yield { invariant, what: `nobody was told of ${degrees(tenths)} of entry ${entry} within the time` }
    const from = since[index] ?? at
    for (const symptom of symptoms)
      if (!inTime.some((text) => text.at >= from && namesSymptom(text, symptom)))
        yield { invariant, what: `nobody was told of ${symptom} of entry ${entry} within the time` }
  }
}
