import { describe, expect, it } from 'vitest'
import { Code, SlotId } from '../../../core/ids.ts'
import { promptKey } from '../../../core/isolation/resend.ts'
import { laterPrompts, stillNeeded } from '../../../core/isolation/still-needed.ts'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import type { TemplateName } from '../../../core/texts/templates.ts'
import { anIsolation, at, fever as matter } from './an-isolation.ts'

const to = { who: 'resident' } as const
const queuedAt = at('2020-03-02 09:00')
const now = at('2020-03-02 09:30')

describe('a prompt that was held up', () => {
  const slot = SlotId.parse('01-morning')
  const evening = SlotId.parse('01-evening')
  const waits = anIsolation({ awaiting: { for: 'report', slot, attempt: 1, at: at('2020-03-02 10:00') } })
  const isNeeded = (key: string, later: readonly unknown[] = [], isolation = waits) =>
    stillNeeded({ key, to, template: 'prompt', at: queuedAt }, isolation, defaultRuleBook, now, later)

  it('is needed while an answer for its slot is waited for', () => {
    expect(isNeeded(promptKey(slot, 1))).toBe(true)
    expect(isNeeded(promptKey(evening, 1))).toBe(false)
  })

  it('keeps its place when the reminder comes and adds none, and gives way to one that does', () => {
    expect(laterPrompts(promptKey(slot, 0), waits)).toEqual([promptKey(slot, 1)])
    expect(laterPrompts(promptKey(slot, 1), waits)).toEqual([])
    expect(isNeeded(promptKey(slot, 0))).toBe(true)
    expect(isNeeded(promptKey(slot, 0), ['a reminder'])).toBe(false)
  })

  it('is not needed after STOP, until the reminder asks the worker', () => {
    const code = Code.parse('4821')
    const stopped = { ...waits, contact: { by: 'worker', why: 'opted_out', code } as const }
    expect(isNeeded(promptKey(slot, 0), [], stopped)).toBe(false)
  })

  it('is not needed once nobody waits for a report', () => {
    const waiting = anIsolation({ awaiting: { for: 'review', at: at('2020-03-02 10:00') } })
    expect(isNeeded(promptKey(slot, 1), [], waiting)).toBe(false)
    expect(isNeeded(promptKey(slot, 1), [], anIsolation())).toBe(false)
  })
})

describe('another message that was held up', () => {
  const open = anIsolation({ matters: { [matter]: { kind: 'fever' } } })
  const ended = anIsolation({
    status: { name: 'ended', reason: 'left_with_permission', at: at('2020-03-02 09:10') },
  })
  const isNeeded = (template: TemplateName, isolation = open, minutes = 30) =>
    stillNeeded(
      { key: 'a-key', to, template, matter, at: queuedAt },
      isolation,
      defaultRuleBook,
      at(`2020-03-02 09:${String(minutes).padStart(2, '0')}`),
    )

  it('is not sent as thanks after five minutes: prompts go first at eight o’clock', () => {
    expect(isNeeded('thanks', open, 5)).toBe(true)
    expect(isNeeded('thanks', open, 6)).toBe(false)
    expect(isNeeded('extra_thanks', open, 6)).toBe(false)
  })

  it('is sent however late when it repeats a reading close to a fever, or asks what was meant', () => {
    for (const template of ['read_back', 'confirm', 'fever', 'danger', 'released'] as const)
      expect(isNeeded(template)).toBe(true)
  })

  it('is not sent about a matter that is settled by now', () => {
    expect(isNeeded('matter')).toBe(true)
    expect(isNeeded('matter', anIsolation())).toBe(false)
    expect(isNeeded('matter_settled', anIsolation())).toBe(true)
  })

  it('does not welcome somebody who has left, and asks for no second reading that no doctor waits for', () => {
    expect(isNeeded('welcome')).toBe(true)
    expect(isNeeded('welcome', ended)).toBe(false)
    expect(isNeeded('measure_prompt')).toBe(true)
    expect(isNeeded('measure_prompt', anIsolation())).toBe(false)
  })
})
