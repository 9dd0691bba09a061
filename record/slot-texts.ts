import * as z from 'zod/mini'
import { MatterId, SlotId } from '../core/ids.ts'
import { dayOf, halfOf, slotId } from '../core/isolation/calendar.ts'
import { type Isolation, Slot } from '../core/isolation/isolation.ts'
import type { Instant } from '../core/time/instant.ts'

/** The first character of a slot's text, and the whole of one to which nothing has happened. */
const LETTERS = { asked: 'a', reported: '+', late: 'l', missed: '-', excused: 'e', notAsked: 'n' } as const
const UNTOUCHED = '.'

/**
 * A slot as it is stored, for an isolation has up to 28 of them and is written with every step: `+2020-02-11T00:05:12 365 2`
 * was reported then, with 36.5 and two symptoms; `a2020-02-11T00:00:00 1` was asked, and this is the first reminder;
 * `-2020-02-11T03:00:00 01-morning-silence unknown` was missed, with its matter and whether its prompt came. `e` is
 * excused, `n` because nobody was asked, `.` untouched.
 */
export const SlotText = z
  .string()
  .check(
    z.regex(
      /^(?:[.en]|a\S{19,23}(?: \d)?|[+l]\S{19,23}(?: (?:\d{3}|none)(?: \d+)?)?|-\S{19,23} \S+(?: [a-z_]+)?)$/,
    ),
  )

/** Without what is the same in every instant of the virtual clock, and in all. */
const shortInstant = (at: Instant): string => at.replace(/(?:\.000)?Z$/, '')
const longInstant = (short: string): string => `${short}${short.includes('.') ? '' : '.000'}Z`

const joined = (...words: readonly (string | number | undefined)[]): string =>
  words.filter((word) => word !== undefined).join(' ')

const textOf = (id: Isolation['id'], slot: Slot): string => {
  if (slot.state === 'excused') return slot.notAsked === true ? LETTERS.notAsked : LETTERS.excused
  const head = `${LETTERS[slot.state]}${shortInstant(slot.at)}`
  switch (slot.state) {
    case 'asked':
      return joined(head, slot.attempt === 0 ? undefined : slot.attempt)
    case 'missed':
      return joined(head, slot.matter.replace(`${id}-`, ''), slot.prompt)
    case 'reported':
    case 'late': {
      const { tenths, symptoms } = slot
      if (symptoms > 0) return joined(head, tenths ?? 'none', symptoms)
      return joined(head, tenths)
    }
  }
}

/** @throws ZodError when the words are none of a slot */
const slotOf = (id: Isolation['id'], text: string): Slot => {
  const [head = '', first, second] = text.split(' ')
  const letter = head[0]
  const at = longInstant(head.slice(1))
  switch (letter) {
    case LETTERS.asked:
      return Slot.parse({ state: 'asked', at, attempt: Number(first ?? 0) })
    case LETTERS.missed:
      return Slot.parse({
        state: 'missed',
        at,
        matter: MatterId.parse(`${id}-${first}`),
        ...(second === undefined ? {} : { prompt: second }),
      })
    case LETTERS.reported:
    case LETTERS.late:
      return Slot.parse({
        state: letter === LETTERS.reported ? 'reported' : 'late',
        at,
        ...(first === undefined || first === 'none' ? {} : { tenths: Number(first) }),
        symptoms: Number(second ?? 0),
      })
    case LETTERS.notAsked:
      return { state: 'excused', notAsked: true }
    default:
      return { state: 'excused' }
  }
}

/** 0 for the morning of day 1, 1 for its evening, and so on. */
export const slotIndex = (slot: SlotId): number =>
  2 * (dayOf(slot) - 1) + (halfOf(slot) === 'morning' ? 0 : 1)

const slotAt = (index: number): SlotId =>
  slotId(1 + Math.floor(index / 2), index % 2 === 0 ? 'morning' : 'evening')

type Slots = Isolation['slots']

const entriesOf = (slots: Slots): (readonly [SlotId, Slot])[] =>
  Object.entries(slots).map(([id, slot]) => [SlotId.parse(id), slot])

/** In the order of the calendar, without the last ones if nothing has happened to them. */
export const slotTexts = (id: Isolation['id'], slots: Slots): string[] => {
  const texts: string[] = []
  for (const [slot, state] of entriesOf(slots)) texts[slotIndex(slot)] = textOf(id, state)
  return Array.from(texts, (text) => text ?? UNTOUCHED)
}

export const slotsOfTexts = (id: Isolation['id'], texts: readonly string[]): Slots =>
  Object.fromEntries(
    texts.flatMap((text, index) => (text === UNTOUCHED ? [] : [[slotAt(index), slotOf(id, text)]])),
  )

/** By their names in keys. */
export const namedTexts = (id: Isolation['id'], slots: Slots): Record<SlotId, string> =>
  Object.fromEntries(entriesOf(slots).map(([name, slot]) => [name, textOf(id, slot)]))

export const slotsOfNamed = (id: Isolation['id'], texts: Readonly<Record<SlotId, string>>): Slots =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, slotOf(id, text)]))
