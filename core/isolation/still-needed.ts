import { SlotId } from '../ids.ts'
import type { Message } from '../message/message.ts'
import { openMatterTexts } from '../message/open-matter-texts.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { TemplateName } from '../texts/templates.ts'
import { type Instant, MINUTE, plus } from '../time/instant.ts'
import { slotName } from './calendar.ts'
import { careMatter, type Isolation, isOpen, openMatters } from './isolation.ts'
import { promptKey } from './resend.ts'

/**
 * `while_open`: until the isolation ends. `while_its_matter_is_open`: see open-matter-texts.ts. `soon`: a nicety, which no later prompt waits for.
 */
type Needed = 'while_open' | 'while_its_matter_is_open' | 'while_a_doctor_cares' | 'soon'

/** Prompts have a rule of their own; everything else is always needed, however late. */
const neededBy: Partial<Record<TemplateName, Needed>> = {
  thanks: 'soon',
  extra_thanks: 'soon',
  already_reported: 'soon',

  welcome: 'while_open',
  instructions: 'while_open',
  held: 'while_open',
  last_day_moved: 'while_open',
  last_day_moved_for: 'while_open',

  measure_prompt: 'while_a_doctor_cares',
}

const ruleOf = (template: string): Needed | undefined =>
  openMatterTexts.includes(template)
    ? 'while_its_matter_is_open'
    : Object.entries(neededBy).find(([name]) => name === template)?.[1]

interface Prompted {
  readonly slot: string
  readonly attempt: number
}

/** What a prompt or reminder asks for. undefined: another message. */
const prompted = (key: string): Prompted | undefined => {
  const [, slot, attempt] = /^prompt-(.+)-(\d+)$/.exec(key) ?? []
  return slot === undefined ? undefined : { slot, attempt: Number(attempt) }
}

/**
 * The texts that would have taken the place of this prompt, the newest last. A reminder that finds its prompt still
 * queued records none, so that one text goes out and not two.
 */
export const laterPrompts = (key: string, { awaiting }: Pick<Isolation, 'awaiting'>): string[] => {
  const own = prompted(key)
  if (own === undefined || awaiting?.for !== 'report') return []
  const keys: string[] = []
  for (let attempt = own.attempt + 1; attempt <= awaiting.attempt; attempt += 1)
    keys.push(promptKey(SlotId.parse(own.slot), attempt))
  return keys
}

/**
 * A prompt is sent only while its answer is expected and no later one has taken its place; to the returnee only while
 * they are asked by message: not after STOP.
 */
const isPromptNeeded = (
  { slot, attempt }: Prompted,
  to: Message['to'],
  isolation: Pick<Isolation, 'awaiting' | 'contact' | 'dayZero' | 'namedFrom'>,
  later: readonly unknown[],
): boolean => {
  const { awaiting, contact } = isolation
  return (
    (to.who === 'staff' || contact.by === 'sms') &&
    awaiting?.for === 'report' &&
    slotName(isolation, awaiting.slot) === slot &&
    attempt <= awaiting.attempt &&
    later.length === 0
  )
}

/**
 * Whether a message that has waited still serves its purpose. `later`: the messages recorded under
 * {@link laterPrompts}.
 */
export const stillNeeded = (
  { key, to, template, matter, at }: Pick<Message, 'key' | 'to' | 'template' | 'matter' | 'at'>,
  isolation: Isolation,
  { acknowledgeWithinMinutes }: Pick<RuleBook, 'acknowledgeWithinMinutes'>,
  now: Instant,
  later: readonly unknown[] = [],
): boolean => {
  const prompt = prompted(key)
  if (prompt !== undefined) return isPromptNeeded(prompt, to, isolation, later)
  switch (ruleOf(template)) {
    case undefined:
      return true
    case 'soon':
      return now <= plus(at, acknowledgeWithinMinutes * MINUTE)
    case 'while_open':
      return isOpen(isolation)
    case 'while_its_matter_is_open':
      return matter === undefined || openMatters(isolation).some(({ id }) => id === matter)
    case 'while_a_doctor_cares':
      return careMatter(isolation) !== undefined
  }
}
