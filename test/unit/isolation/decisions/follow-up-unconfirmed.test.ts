import { describe, expect, it } from 'vitest'
import {
  echoesDueAgain,
  echoKey,
  followUpUnconfirmed,
} from '../../../../core/escalation/follow-up-unconfirmed.ts'
import { StaffId } from '../../../../core/ids.ts'
import { openMatter } from '../../../../core/isolation/decisions/open-matter.ts'
import type { Matter, Unconfirmed } from '../../../../core/matter/matter.ts'
import { messageToStaff } from '../../../../core/texts/recorded-message.ts'
import { MINUTE, plus } from '../../../../core/time/instant.ts'
import { at } from '../an-isolation.ts'
import { loaded, withCode } from './loaded.ts'

const noon = at('2020-03-02 12:00')
const worker = { role: 'grid_worker', staff: StaffId.parse('worker-li') } as const

const answered = (...unconfirmed: readonly Unconfirmed[]): Matter => {
  const matter = withCode(openMatter(loaded(noon), { kind: 'silence' }).matter)
  const { state } = matter
  if (state.name !== 'open') throw new Error('a new matter is open')
  return { ...matter, state: { ...state, unconfirmed: [...unconfirmed] } }
}

const unconfirmed = (id: string, more: Partial<Unconfirmed> = {}): Unconfirmed => ({
  id,
  answer: 'not_at_home',
  by: worker,
  at: noon,
  againAt: plus(noon, 10 * MINUTE),
  expiresAt: plus(noon, 30 * MINUTE),
  ...more,
})

const echo = (id: string) =>
  messageToStaff(worker, echoKey(id, 'first'), noon, 'measure_for_them', {
    code: '1234',
    slot: { date: '2020-03-02', half: 'morning' },
    closes: '13:00',
  })

describe('an unconfirmed answer', () => {
  const at12h10 = loaded(plus(noon, 10 * MINUTE))

  it('is echoed again once, when that is due', () => {
    const matter = answered(unconfirmed('a'), unconfirmed('b', { againAt: plus(noon, 20 * MINUTE) }))
    expect(echoesDueAgain(matter, at12h10)).toEqual([echoKey('a', 'first')])
    const after = followUpUnconfirmed(at12h10, matter, [echo('a')])
    expect(after.messages.map(({ key, params }) => [key, params['urgent']])).toEqual([
      [echoKey('a', 'again'), true],
    ])
    expect(echoesDueAgain(after.matter, at12h10)).toEqual([])
  })

  it('whose echo has been deleted waits on, and nothing is sent', () => {
    const after = followUpUnconfirmed(at12h10, answered(unconfirmed('a')), [])
    expect(after).toMatchObject({
      messages: [],
      events: [{ type: 'answer_echoed_again' }],
      matter: { state: { unconfirmed: [{ id: 'a' }] } },
    })
  })

  it('lapses at the instant at which it expires, even if it was to be echoed again then', () => {
    const then = plus(noon, 30 * MINUTE)
    const matter = answered(unconfirmed('a', { againAt: then }))
    expect(echoesDueAgain(matter, loaded(then))).toEqual([])
    const after = followUpUnconfirmed(loaded(then), matter, [])
    expect(after.events).toEqual([{ type: 'answer_not_confirmed', matter: matter.id, answer: 'not_at_home' }])
    expect(after.matter.state).not.toHaveProperty('unconfirmed')
    expect(after.messages.map(({ to }) => to)).toMatchObject([worker, { role: 'street_office' }])
  })
})
