import * as z from 'zod/mini'
import { HouseholdEntry, HouseholdEvent } from '../core/household/events.ts'
import { isIsolation } from '../core/ids.ts'
import { IsolationEvent, LedgerEntry } from '../core/isolation/events.ts'
import { NewerShape } from '../core/newer-shape.ts'
import { subjectIn } from './keys.ts'
import { changesOf, householdChangesOf } from './ledger-entry-body.ts'
import { closedShape, type Shape, type StoredItem } from './shape.ts'

type EventType = IsolationEvent['type']
type EntryShape = Shape<z.ZodMiniType<LedgerEntry>>

const options = new Map(
  IsolationEvent.def.options.flatMap((option) => option.shape.type.def.values.map((type) => [type, option])),
)

export const eventTypes: readonly EventType[] = [...options.keys()]

const shapes = new Map<EventType, EntryShape>()

/** An entry of the ledger with an event of this type. */
export const storedEntry = (type: EventType): EntryShape => {
  const known = shapes.get(type)
  if (known !== undefined) return known
  const event = options.get(type) ?? IsolationEvent
  const schema: z.ZodMiniType<LedgerEntry> = z.extend(LedgerEntry, { event })
  const shape = closedShape(`ledger entry "${type}"`, schema, changesOf[type])
  shapes.set(type, shape)
  return shape
}

const OfType = z.object({ event: z.object({ type: z.string() }) })
const isKnown = (type: string | undefined): type is EventType => eventTypes.some((known) => known === type)

/** @throws NewerShape also for a type of event that this release does not know */
export const readEntry = (item: StoredItem): LedgerEntry => {
  const type = OfType.safeParse(item.body).data?.event.type
  if (isKnown(type)) return storedEntry(type).read(item)
  throw new NewerShape(`${item.pk} ${item.sk} has an event of type ${type}: a newer release reads it`)
}

type HouseholdEventType = HouseholdEvent['type']
type HouseholdShape = Shape<z.ZodMiniType<HouseholdEntry>>

const householdOptions = new Map(
  HouseholdEvent.def.options.flatMap((option) => option.shape.type.def.values.map((type) => [type, option])),
)

export const householdEventTypes: readonly HouseholdEventType[] = [...householdOptions.keys()]

const householdShapes = new Map<HouseholdEventType, HouseholdShape>()

/** An entry of the ledger of a household with an event of this type. */
export const storedHouseholdEntry = (type: HouseholdEventType): HouseholdShape => {
  const known = householdShapes.get(type)
  if (known !== undefined) return known
  const event = householdOptions.get(type) ?? HouseholdEvent
  const schema: z.ZodMiniType<HouseholdEntry> = z.extend(HouseholdEntry, { event })
  const shape = closedShape(`household entry "${type}"`, schema, householdChangesOf[type])
  householdShapes.set(type, shape)
  return shape
}

const isKnownOfHousehold = (type: string | undefined): type is HouseholdEventType =>
  householdEventTypes.some((known) => known === type)

/** @throws NewerShape also for a type of event that this release does not know */
export const readHouseholdEntry = (item: StoredItem): HouseholdEntry => {
  const type = OfType.safeParse(item.body).data?.event.type
  if (isKnownOfHousehold(type)) return storedHouseholdEntry(type).read(item)
  throw new NewerShape(`${item.pk} ${item.sk} has an event of type ${type}: a newer release reads it`)
}

/** An entry of the ledger of any aggregate. @throws NewerShape */
export const readAnyEntry = (item: StoredItem): LedgerEntry | HouseholdEntry => {
  const id = subjectIn(item)
  return id === undefined || isIsolation(id) ? readEntry(item) : readHouseholdEntry(item)
}
