import * as z from 'zod/mini'
import { HouseholdId, IsolationId } from '../../core/ids.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import { Why } from '../../core/line/line.ts'
import { nextMoment } from '../../core/matter/ladder.ts'
import { NewerShape } from '../../core/newer-shape.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Item } from '../../core/ports/store.ts'
import { mayGoOut } from '../../core/texts/sending-hours.ts'
import { type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { dueItems } from '../../record/due-items.ts'
import { readHousehold } from '../../record/household-repository.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { sweepKey } from '../../record/keys.ts'
import { readMatter } from '../../record/matter-repository.ts'
import { readMessage } from '../../record/message-repository.ts'
import { openShape, UnreadableItem } from '../../record/shape.ts'
import { followUpNumber } from '../change-phone/watch-unconfirmed-number.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { isolationExecution } from '../restart-execution/isolation-execution.ts'
import { restartIsolation, restartMatter } from '../restart-execution/restart-execution.ts'
import { escalationExecution } from '../start-ladders/start-ladders.ts'
import { tellHousehold } from '../tell-household/tell-household.ts'
import { runningNames } from './running-names.ts'

/** Somebody or something that is still not looked after as it should be after the sweep. */
export const Offender = z.strictObject({
  id: z.string(),
  /** Absent: a stranger in danger. */
  isolation: z.optional(IsolationId),
  why: Why,
  since: InstantSchema,
})
export type Offender = z.infer<typeof Offender>

export const Sweep = z.strictObject({
  at: InstantSchema,
  isolations: z.int(),
  matters: z.int(),
  mended: z.int(),
  offenders: z.array(Offender),
})
export type Sweep = z.infer<typeof Sweep>

export const storedSweep = openShape('sweep', Sweep)

/** Steps take a moment, and lists of executions lag: anything younger is left to the workflow. */
export const GRACE = 10 * MINUTE

/** One item that cannot be read, such as one of a newer release, does not keep the sweep from the others. */
const readOrReport = <Read>(
  ports: Ports,
  tally: Tally,
  item: Item,
  read: (item: Item) => Read,
): Read | undefined => {
  try {
    return read(item)
  } catch (error) {
    if (!(error instanceof NewerShape || error instanceof UnreadableItem)) throw error
    const isolation = isolationIn(item)
    ports.log.error('sweep.item-unreadable', { isolation: isolation ?? item.pk, key: item.sk }, error)
    tally.offenders.push({
      id: isolation ?? item.pk,
      ...(isolation === undefined ? {} : { isolation }),
      why: 'record_unreadable',
      since: ports.clock.now(),
    })
    return undefined
  }
}

const isolationIn = ({ pk }: Item): IsolationId | undefined =>
  IsolationId.safeParse(pk.replace('ISOLATION#', '')).data

const mindNewNumber = async (ports: Ports, { id, contact }: Isolation, tally: Tally): Promise<void> => {
  if (contact.by !== 'worker' || contact.why !== 'number_not_confirmed') return
  try {
    if (await followUpNumber(ports, id)) tally.mended += 1
  } catch (error) {
    ports.log.error('sweep.number-failed', { isolation: id }, error)
    tally.offenders.push({
      id,
      isolation: id,
      why: 'message_not_sent',
      since: ports.clock.now(),
    })
  }
}

const sweepIsolations = async (ports: Ports, now: Instant, tally: Tally, force: boolean): Promise<void> => {
  const running = await runningNames(ports, 'isolation')
  for await (const item of dueItems(ports.store, 'isolation')) {
    const read = readOrReport(ports, tally, item, readIsolation)
    if (read === undefined || !isOpen(read.isolation)) continue
    const { isolation } = read
    tally.isolations += 1
    await mindNewNumber(ports, isolation, tally)
    const isRunning = running.has(isolationExecution(isolation.id, isolation.generation))
    const due = isolation.awaiting?.at
    const overdue = due === undefined || plus(due, GRACE) < now
    const young = plus(isolation.registeredAt, GRACE) > now
    if ((isRunning && !overdue) || (young && !force)) continue
    try {
      const why = isRunning ? 'overdue' : 'no_execution'
      if (await restartIsolation(ports, isolation.id, isolation.generation, why)) tally.mended += 1
    } catch (error) {
      ports.log.error('sweep.restart-failed', { isolation: isolation.id }, error)
      tally.offenders.push({
        id: isolation.id,
        isolation: isolation.id,
        why: isRunning ? 'wait_overdue' : 'no_execution',
        since: due ?? now,
      })
    }
  }
}

const sweepMatters = async (ports: Ports, now: Instant, tally: Tally, force: boolean): Promise<void> => {
  const running = await runningNames(ports, 'escalation')
  for await (const item of dueItems(ports.store, 'matter')) {
    const read = readOrReport(ports, tally, item, readMatter)
    if (read === undefined) continue
    const { matter } = read
    const { state } = matter
    if (state.name !== 'open') continue
    tally.matters += 1
    const isRunning = running.has(escalationExecution(matter))
    const overdue = plus(nextMoment(state), GRACE) < now
    const young = plus(matter.openedAt, GRACE) > now
    if ((isRunning && !overdue) || (young && !force)) continue
    try {
      if (await restartMatter(ports, matter.id, matter.generation)) tally.mended += 1
    } catch (error) {
      ports.log.error('sweep.restart-failed', { matter: matter.id }, error)
      tally.offenders.push({
        id: matter.id,
        isolation: matter.isolation,
        why: isRunning ? 'owner_overdue' : 'ladder_stopped',
        since: state.dueAt,
      })
    }
  }
}

const sweepMessages = async (ports: Ports, now: Instant, tally: Tally): Promise<void> => {
  for await (const item of dueItems(ports.store, 'message')) {
    const message = readOrReport(ports, tally, item, readMessage)
    if (message === undefined || plus(message.at, GRACE) > now) continue
    const id = IsolationId.parse(item.pk.replace('ISOLATION#', ''))
    try {
      const loaded = await loadIsolation(ports, id)
      if (!mayGoOut(message, loaded.book, loaded.isolation.zone, now)) continue
      await deliverAgain(ports, loaded, message.key)
      tally.mended += 1
    } catch (error) {
      ports.log.error('sweep.message-failed', { isolation: id, key: message.key }, error)
      tally.offenders.push({
        id: message.key,
        isolation: id,
        why: 'message_not_sent',
        since: message.at,
      })
    }
  }
}

/** Households of a confirmed case that have not been told because of a crash. */
const sweepHouseholds = async (ports: Ports, tally: Tally): Promise<void> => {
  for await (const item of dueItems(ports.store, 'household')) {
    const id = HouseholdId.parse(item.pk.replace('HOUSEHOLD#', ''))
    const household = readOrReport(ports, tally, item, readHousehold)
    if (household === undefined) continue
    const { confirmed } = household
    try {
      await tellHousehold(ports, id)
      tally.mended += 1
    } catch (error) {
      ports.log.error('sweep.household-failed', { household: id }, error)
      if (confirmed === undefined) continue
      tally.offenders.push({
        id,
        isolation: confirmed.isolation,
        why: 'message_not_sent',
        since: confirmed.at,
      })
    }
  }
}

interface Tally {
  isolations: number
  matters: number
  mended: number
  offenders: Offender[]
}

/**
 * Compares the record with the running executions: every open isolation and every open matter must have one and must
 * not be overdue. Repairs by a new generation what it can; what is left makes the line red. `force`: after a restart of
 * a local system nothing runs, so nothing is too young.
 */
export const sweep = async (ports: Ports, { force = false }: { force?: boolean } = {}): Promise<Sweep> => {
  const now = ports.clock.now()
  const tally: Tally = { isolations: 0, matters: 0, mended: 0, offenders: [] }
  await sweepIsolations(ports, now, tally, force)
  await sweepMatters(ports, now, tally, force)
  await sweepHouseholds(ports, tally)
  await sweepMessages(ports, now, tally)
  const report: Sweep = { at: now, ...tally }
  const before = await ports.store.get(sweepKey())
  await ports.store.transact([
    {
      put: {
        ...sweepKey(),
        body: storedSweep.body({ ...report, offenders: report.offenders.slice(0, 500) }),
      },
      expect: before === undefined ? 'absent' : { version: before.version },
    },
  ])
  ports.log.info('sweep.done', {
    isolations: tally.isolations,
    matters: tally.matters,
    mended: tally.mended,
    offenders: tally.offenders.length,
  })
  return report
}
