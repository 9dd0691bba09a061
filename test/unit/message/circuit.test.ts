import { describe, expect, it } from 'vitest'
import {
  afterFailure,
  afterSuccess,
  type Circuit,
  closedCircuit,
  passage,
  tried,
} from '../../../core/message/circuit.ts'
import { MINUTE, plus } from '../../../core/time/instant.ts'
import { at } from '../../workflow/test-system.ts'

const now = at('2020-02-10 08:00')

const failed = (times: number): Circuit => {
  let circuit = closedCircuit
  for (let time = 0; time < times; time += 1) circuit = afterFailure(circuit, now, 5)
  return circuit
}

describe('the circuit of a provider', () => {
  it('opens after five failures more than successes', () => {
    expect(passage(failed(4), now)).toEqual({ may: 'pass' })
    expect(passage(afterFailure(afterSuccess(failed(4)), now, 5), now)).toEqual({ may: 'pass' })
    expect(passage(failed(5), now)).toEqual({ may: 'wait', until: plus(now, MINUTE / 2) })
  })

  it('lets one message try after half a minute, and all others wait for it', () => {
    const later = plus(now, MINUTE / 2)
    expect(passage(failed(5), later)).toEqual({ may: 'try' })
    expect(passage(tried(failed(5), later), later).may).toBe('wait')
  })

  it('is tried again after longer and longer waits, five minutes at most', () => {
    let circuit = failed(5)
    let time = now
    const waits: number[] = []
    for (let probe = 0; probe < 6; probe += 1) {
      const way = passage(circuit, time)
      if (way.may !== 'wait') throw new Error('it does not wait')
      waits.push((Date.parse(way.until) - Date.parse(time)) / MINUTE)
      time = way.until
      circuit = afterFailure(tried(circuit, time), time, 5)
    }
    expect(waits).toEqual([0.5, 1, 2, 4, 5, 5])
  })

  it('is tried as soon when many that were under way fail after it has opened', () => {
    expect(passage(failed(25), now)).toEqual({ may: 'wait', until: plus(now, MINUTE / 2) })
  })

  it('closes when one message has gone out', () => {
    expect(afterSuccess(tried(failed(5), plus(now, MINUTE)))).toEqual(closedCircuit)
  })

  it('is tried by another when the one that tried was lost in a crash', () => {
    expect(passage(tried(failed(5), now), plus(now, 2 * MINUTE))).toEqual({ may: 'try' })
  })
})
