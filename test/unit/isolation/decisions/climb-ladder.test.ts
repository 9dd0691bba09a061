import { describe, expect, it } from 'vitest'
import { SlotId } from '../../../../core/ids.ts'
import { climbLadder } from '../../../../core/isolation/decisions/climb-ladder.ts'
import { openMatter } from '../../../../core/isolation/decisions/open-matter.ts'
import type { Isolation } from '../../../../core/isolation/isolation.ts'
import type { Matter } from '../../../../core/matter/matter.ts'
import { MINUTE, plus } from '../../../../core/time/instant.ts'
import { at } from '../an-isolation.ts'
import { listed, loaded, withCode } from './loaded.ts'

const slot = SlotId.parse('01-morning')
const closed = at('2020-03-02 10:30')
const silence = withCode(openMatter(loaded(closed), { kind: 'silence', slot, prompt: 'delivered' }).matter)

const missed = (more: Partial<Isolation> = {}): Partial<Isolation> => ({
  slots: { [slot]: { state: 'missed', at: closed, matter: silence.id, prompt: 'delivered' } },
  matters: listed(silence),
  ...more,
})

/** The matter after this look at it. */
const written = ({ decision }: ReturnType<typeof climbLadder>): Matter => {
  const [matter] = decision?.matters ?? []
  if (matter?.code === undefined) throw new Error('no matter is written')
  return matter
}

describe('a ladder', () => {
  const first = climbLadder(loaded(closed, missed()), silence, [])

  it('tells the first rung at once, and waits until that is due', () => {
    expect(first.decision?.events).toMatchObject([{ type: 'matter_climbed', rung: 'grid_worker' }])
    expect(first.next).toMatchObject({ do: 'tell', rung: 'grid_worker', round: 0 })
  })

  it('writes nothing when it looks too early', () => {
    const soon = loaded(plus(closed, MINUTE), missed())
    expect(climbLadder(soon, written(first), [])).toMatchObject({
      decision: undefined,
      next: { do: 'tell', rung: 'grid_worker' },
    })
  })

  it('notes that the returnee has written, even if no rung is due', () => {
    const soon = plus(closed, MINUTE)
    const look = climbLadder(loaded(soon, missed({ wroteAt: soon })), written(first), [])
    expect(look.decision?.events).toEqual([
      { type: 'delivery_known', slot, matter: silence.id, prompt: 'written_back' },
    ])
    expect(written(look)).toMatchObject({ prompt: 'written_back', state: { rung: 'grid_worker' } })
  })

  it('never goes by what was written before the slot', () => {
    const before = at('2020-03-02 07:00')
    const { decision } = climbLadder(
      loaded(plus(closed, MINUTE), missed({ wroteAt: before })),
      written(first),
      [],
    )
    expect(decision).toBeUndefined()
  })
})
