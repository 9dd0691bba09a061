import { GridId, type IsolationId } from '../../core/ids.ts'
import {
  CorrectionClashes,
  CorrectionRejected,
  type Corrections,
} from '../../core/isolation/decisions/correct/correction.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { NotPossible } from '../../core/not-possible.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { addDays, localDate } from '../../core/time/time-zone.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { correct } from '../../usecases/correct/correct.ts'
import { exampleCommunity } from './test-system.ts'

type Draw = () => number

const oneOf = <Value>(draw: Draw, values: readonly Value[]): Value => {
  const value = values[Math.floor(draw() * values.length)]
  if (value === undefined) throw new RangeError('nothing to choose from')
  return value
}

/** Corrects a random fact of somebody, mostly dates. */
const aCorrection = async (ports: Ports, id: IsolationId, draw: Draw): Promise<Corrections> => {
  const isolation = await findIsolation(ports.store, id)
  const today = localDate(ports.clock.now(), isolation.zone)
  const near = addDays(localDate(isolation.arrivedAt, isolation.zone), Math.floor(draw() * 9) - 4)
  const flag = oneOf(draw, ['over70', 'chronic', 'pregnant', 'child'] as const)
  return oneOf<Corrections>(draw, [
    { arrivedAt: { date: near } },
    { arrivedAt: { date: near }, flags: { [flag]: draw() < 0.5 } },
    { arrivedAt: { date: addDays(today, -Math.floor(draw() * 20)) } },
    { lastExposure: addDays(today, -Math.floor(draw() * 4)) },
    { lastExposure: null },
    { phone: draw() < 0.3 ? null : `+86138000003${String(Math.floor(draw() * 90) + 10)}` },
    { flags: { [flag]: draw() < 0.7 } },
    { category: 'close_contact', origin: 'Milan', language: oneOf(draw, ['en', 'zh-CN']) },
    {
      address: {
        grid: GridId.parse(oneOf(draw, exampleCommunity().grids).id),
        building: '9',
        unit: '1',
        room: String(Math.floor(draw() * 900) + 100),
      },
    },
  ])
}

/** The request may crash, be refused, or be sent again. */
export const correctAtRandom = async (
  wrap: (ports: Ports) => Ports,
  ports: Ports,
  id: IsolationId,
  draw: Draw,
): Promise<void> => {
  if (!isOpen(await findIsolation(ports.store, id))) return
  const corrections = await aCorrection(ports, id, draw)
  const inbound = `request-${Math.floor(draw() * 1e9)}`
  const input = { corrections, reason: 'new_information', by: 'staff:administrator', inbound } as const
  const tries = draw() < 0.5 ? 1 : 2
  for (let attempt = 0; attempt < tries; attempt += 1) {
    try {
      await correct(wrap(ports), id, input)
    } catch (error) {
      const isRefused =
        error instanceof NotPossible ||
        error instanceof CorrectionRejected ||
        error instanceof CorrectionClashes
      if (isRefused) return
      const { name } = error instanceof Error ? error : { name: 'nothing' }
      if (!['Crash', 'StoreThrottled', 'MessagesThrottled', 'ExecutionsThrottled'].includes(name)) throw error
    }
  }
}
