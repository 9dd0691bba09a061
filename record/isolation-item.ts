import * as z from 'zod/mini'
import { freeze } from '../core/freeze.ts'
import { SlotId } from '../core/ids.ts'
import { Isolation, isOpen } from '../core/isolation/isolation.ts'
import { Flags } from '../core/person/registration.ts'
import type { NewItem } from '../core/ports/store.ts'
import { isolationDueEntry } from './due-summary.ts'
import { isolationListEntry } from './isolation-summary.ts'
import { isolationKey, isolationsList } from './keys.ts'
import { closedShape, type StoredItem, UnreadableItem } from './shape.ts'
import { namedTexts, SlotText, slotsOfNamed, slotsOfTexts, slotTexts } from './slot-texts.ts'

const { slots: _, slotsBefore: __, flags: ___, ...facts } = Isolation.shape

const FlagName = z.keyof(Flags)

/** Written with every step, so short where that stays readable: texts for slots, and only the flags that are set. */
const Stored = z.strictObject({
  ...facts,
  flags: z.optional(z.array(FlagName)),
  slots: z.array(SlotText),
  slotsBefore: z.optional(z.record(SlotId, SlotText)),
  /**
   * The token of the workflow's waiting task. It allows answering for the person: never logged, never in the ledger.
   */
  token: z.optional(z.string()),
})
type Stored = z.infer<typeof Stored>

const storedIsolation = closedShape('isolation', Stored)

const stored = ({ flags, slots, slotsBefore, ...facts }: Isolation, token: string | undefined): Stored => {
  const set = Object.values(FlagName.def.entries).filter((name) => flags[name])
  return {
    ...facts,
    ...(set.length === 0 ? {} : { flags: set }),
    slots: slotTexts(facts.id, slots),
    ...(slotsBefore === undefined ? {} : { slotsBefore: namedTexts(facts.id, slotsBefore) }),
    ...(token === undefined ? {} : { token }),
  }
}

interface Read {
  readonly isolation: Isolation
  readonly token: string | undefined
}

/** Items are read repeatedly. */
const known = new WeakMap<Stored, Read>()

const read = (from: Stored): Read => {
  const before = known.get(from)
  if (before !== undefined) return before
  const { token, flags = [], slots, slotsBefore, ...facts } = from
  const isolation = freeze({
    ...facts,
    flags: {
      livesAlone: flags.includes('livesAlone'),
      over70: flags.includes('over70'),
      child: flags.includes('child'),
      chronic: flags.includes('chronic'),
      pregnant: flags.includes('pregnant'),
    },
    slots: slotsOfTexts(facts.id, slots),
    ...(slotsBefore === undefined ? {} : { slotsBefore: slotsOfNamed(facts.id, slotsBefore) }),
  })
  const made = { isolation, token }
  known.set(from, made)
  return made
}

export const isolationItem = (isolation: Isolation, token: string | undefined): NewItem => ({
  ...isolationKey(isolation.id),
  body: storedIsolation.body(stored(isolation, token)),
  index: {
    list: {
      pk: isolationsList(isolation.community, isolation.grid),
      ...isolationListEntry(isolation),
    },
    ...(isOpen(isolation) ? { due: isolationDueEntry(isolation) } : {}),
  },
})

/** @throws NewerShape, UnreadableItem */
export const readIsolation = (item: StoredItem): Read => {
  const found = storedIsolation.read(item)
  try {
    return read(found)
  } catch (error) {
    throw new UnreadableItem(`${item.pk} ${item.sk} cannot be read as isolation: look at slots`, {
      cause: error,
    })
  }
}
