import * as z from 'zod/mini'
import { HouseholdId, IsolationId, MatterId } from '../../core/ids.ts'
import { Why } from '../../core/line/line.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Key } from '../../core/ports/store.ts'
import { mayGoOut } from '../../core/texts/sending-hours.ts'
import { type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { dueAt, dueItems } from '../../record/due-items.ts'
import { dueIsolationOf, dueMatterOf, readDueIsolation, readDueMatter } from '../../record/due-summary.ts'
import { readHousehold } from '../../record/household-repository.ts'
import { findIsolation, loadIsolation } from '../../record/isolation-repository.ts'
import { isolationOf, sweepKey } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { readMessage } from '../../record/message-repository.ts'
import { itemsAt } from '../../record/paginate-query.ts'
import { isUnreadable, openShape } from '../../record/shape.ts'
import { followUpNumber } from '../change-phone/follow-up-number.ts'
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
const readOrReport = async <Read>(
  ports: Pick<Ports, 'clock' | 'log'>,
  tally: Tally,
  item: Key,
  read: () => Read | Promise<Read>,
): Promise<Read | undefined> => {
  try {
    return await read()
  } catch (error) {
    if (!isUnreadable(error)) throw error
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

const isolationIn = ({ pk }: Key): IsolationId | undefined =>
  IsolationId.safeParse(pk.replace('ISOLATION#', '')).data

type SweepPorts = Pick<Ports, 'store' | 'outbox' | 'executions' | 'clock' | 'log'>

const sweepNewNumber = async (ports: SweepPorts, id: IsolationId, tally: Tally): Promise<void> => {
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

const sweepIsolations = async (
  ports: SweepPorts,
  now: Instant,
  tally: Tally,
  force: boolean,
): Promise<void> => {
  const running = await runningNames(ports, 'isolation')
  for await (const item of dueItems(ports.store, 'isolation')) {
    const { at: due, ...known } = dueAt(item)
    const id = IsolationId.parse(known.id)
    const shown = await readOrReport(
      ports,
      tally,
      item,
      async () => readDueIsolation(item) ?? dueIsolationOf(await findIsolation(ports.store, id)),
    )
    if (shown === undefined) continue
    const { generation, registeredAt, asksWhoseNumber } = shown
    tally.isolations += 1
    if (asksWhoseNumber === true) await sweepNewNumber(ports, id, tally)
    const isRunning = running.has(isolationExecution(id, generation))
    const overdue = due === undefined || plus(due, GRACE) < now
    const young = plus(registeredAt, GRACE) > now
    if ((isRunning && !overdue) || (young && !force)) continue
    try {
      const why = isRunning ? 'overdue' : 'no_execution'
      if (await restartIsolation(ports, id, generation, why)) tally.mended += 1
    } catch (error) {
      ports.log.error('sweep.restart-failed', { isolation: id }, error)
      tally.offenders.push({
        id,
        isolation: id,
        why: isUnreadable(error) ? 'record_unreadable' : isRunning ? 'wait_overdue' : 'no_execution',
        since: due ?? now,
      })
    }
  }
}

const sweepMatters = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock' | 'log'>,
  now: Instant,
  tally: Tally,
  force: boolean,
): Promise<void> => {
  const running = await runningNames(ports, 'escalation')
  for await (const item of dueItems(ports.store, 'matter')) {
    const { at: due = now, ...known } = dueAt(item)
    const id = MatterId.parse(known.id)
    const shown = await readOrReport(
      ports,
      tally,
      item,
      async () => readDueMatter(item) ?? dueMatterOf((await loadMatter(ports.store, id)).matter),
    )
    if (shown === undefined) continue
    const { generation, openedAt, nextAt = due } = shown
    tally.matters += 1
    const isRunning = running.has(escalationExecution({ id, generation }))
    const overdue = plus(nextAt, GRACE) < now
    const young = plus(openedAt, GRACE) > now
    if ((isRunning && !overdue) || (young && !force)) continue
    try {
      if (await restartMatter(ports, id, generation)) tally.mended += 1
    } catch (error) {
      ports.log.error('sweep.restart-failed', { matter: id }, error)
      tally.offenders.push({
        id,
        isolation: isolationOf(id),
        why: isUnreadable(error) ? 'record_unreadable' : isRunning ? 'owner_overdue' : 'ladder_stopped',
        since: due,
      })
    }
  }
}

const sweepMessages = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'clock' | 'log'>,
  now: Instant,
  tally: Tally,
): Promise<void> => {
  for await (const item of itemsAt(ports.store, dueItems(ports.store, 'message'))) {
    const message = await readOrReport(ports, tally, item, () => readMessage(item))
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
const sweepHouseholds = async (ports: SweepPorts, tally: Tally): Promise<void> => {
  for await (const item of itemsAt(ports.store, dueItems(ports.store, 'household'))) {
    const id = HouseholdId.parse(item.pk.replace('HOUSEHOLD#', ''))
    const household = await readOrReport(ports, tally, item, () => readHousehold(item))
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
export const sweep = async (
  ports: SweepPorts,
  { force = false }: { force?: boolean } = {},
): Promise<Sweep> => {
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
