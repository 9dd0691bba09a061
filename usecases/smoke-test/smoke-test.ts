import { SYNTHETIC, syntheticCommunity, syntheticPhone } from '../../core/community/synthetic-community.ts'
import type { IsolationId } from '../../core/ids.ts'
import { slotId } from '../../core/isolation/calendar.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import { Registration } from '../../core/person/registration.ts'
import type { ExecutionStatus } from '../../core/ports/executions.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { DAY, type Instant, milliseconds } from '../../core/time/instant.ts'
import { addDays, localDate } from '../../core/time/time-zone.ts'
import { newestRuleBook, saveCommunity } from '../../record/community-repository.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { messagesOf } from '../../record/message-repository.ts'
import { endIsolation } from '../end-isolation/end-isolation.ts'
import { register } from '../register/register.ts'
import { isolationExecution } from '../restart-execution/isolation-execution.ts'
import { zoneInMorningSlot } from './zone-in-morning-slot.ts'

export type SmokeTestPorts = AnswerPorts &
  Pick<Ports, 'ids'> & {
    /** A text from a phone, by the way that texts of residents come. */
    readonly write: (from: string, text: string) => Promise<void>
    readonly pause: (milliseconds: number) => Promise<void>
  }

export class SmokeTestFailed extends Error {
  override readonly name = 'SmokeTestFailed'
}

/** How long each step may take, and how often it is looked at. A queue or a cold start may take some seconds. */
const PATIENCE = 60_000
const LOOK_EVERY = 1_000

export interface SmokeTestResult {
  readonly isolation: IsolationId
  /** From the registration to the end. */
  readonly seconds: number
}

const BY = 'staff:smoke-test'

/**
 * Isolates somebody who does not exist: they are asked, report a high fever, the worker and the doctor are told, the
 * workflow waits for the doctor, and the isolation ends. It goes by the deployed workflows, functions and queues.
 * @throws SmokeTestFailed with the step that did not come
 */
export const smokeTest = async (ports: SmokeTestPorts): Promise<SmokeTestResult> => {
  const began = ports.clock.now()
  const book = await newestRuleBook(ports.store)
  const community = syntheticCommunity(zoneInMorningSlot(book, began))
  await saveCommunity(ports.store, community, { listed: false })
  const isolation = await registerSomebody(ports, began, community.zone)
  try {
    await goThrough(ports, isolation)
  } catch (failure) {
    // Nobody may look for a returnee who does not exist. The step that failed first is the one to tell.
    await endIsolation(ports, isolation, 'registered_by_error', BY).catch((error: unknown) => {
      ports.log.error('smoke-test.not-ended', { isolation }, error)
    })
    throw failure
  }
  await endIsolation(ports, isolation, 'registered_by_error', BY)
  await ended(ports, isolation)
  return { isolation, seconds: secondsSince(began, ports.clock.now()) }
}

const secondsSince = (from: Instant, to: Instant): number =>
  Math.round((milliseconds(to) - milliseconds(from)) / 1000)

const dayNumber = (now: Instant): number => Math.floor(milliseconds(now) / DAY)

/** One person a day, isolated again by each test of that day. They arrived yesterday: today is their first day. */
const registerSomebody = async (ports: SmokeTestPorts, now: Instant, zone: string): Promise<IsolationId> => {
  const day = dayNumber(now)
  const registration = Registration.parse({
    person: { name: `Synthetic ${day}`, phone: syntheticPhone(day), language: 'en' },
    address: { grid: 'grid-1', building: '0', unit: '0', room: String(day) },
    category: 'elsewhere',
    arrivedAt: { date: addDays(localDate(now, zone), -1) },
    flags: { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false },
  })
  const registered = await register(ports, SYNTHETIC, registration, BY, { decided: { again: true } })
  if (registered.result === 'registered') return registered.isolation
  if (registered.result !== 'registered_already' && registered.result !== 'count_restarted')
    throw new SmokeTestFailed(`nobody could be registered: ${registered.result}`)
  // A test that was cut off left them in isolation.
  await endIsolation(ports, registered.isolation, 'registered_by_error', BY)
  const again = await register(ports, SYNTHETIC, registration, BY, { decided: { again: true } })
  if (again.result !== 'registered') throw new SmokeTestFailed(`nobody could be registered: ${again.result}`)
  return again.isolation
}

const eventually = async (
  { pause }: SmokeTestPorts,
  step: string,
  hasCome: () => Promise<boolean>,
): Promise<void> => {
  for (let waited = 0; waited <= PATIENCE; waited += LOOK_EVERY) {
    if (await hasCome()) return
    await pause(LOOK_EVERY)
  }
  throw new SmokeTestFailed(`${step}: not within ${PATIENCE / 1000} s`)
}

const goThrough = async (ports: SmokeTestPorts, id: IsolationId): Promise<void> => {
  const slot = slotId(1, 'morning')
  const phone = syntheticPhone(dayNumber((await loadIsolation(ports, id)).isolation.registeredAt))
  const isSent = async (template: string): Promise<boolean> =>
    (await messagesOf(ports.store, id)).some((one) => one.template === template && one.state === 'sent')

  await eventually(ports, 'the question', async () => {
    const { isolation, token } = await loadIsolation(ports, id)
    return isolation.slots[slot]?.state === 'asked' && token !== undefined && (await isSent('prompt'))
  })
  const { token: asking } = await loadIsolation(ports, id)
  await ports.write(phone, '39.5')
  await eventually(ports, 'the report', async () => {
    const { isolation } = await loadIsolation(ports, id)
    return isolation.slots[slot]?.state === 'reported' && openMatters(isolation).length > 0
  })
  await eventually(ports, 'the ladder of the fever', () => isSent('matter'))
  await eventually(ports, 'the wait for the doctor', async () => {
    const { isolation, token } = await loadIsolation(ports, id)
    return isolation.awaiting?.for === 'person' && token !== undefined && token !== asking
  })
}

const OVER: readonly (ExecutionStatus | undefined)[] = ['SUCCEEDED', 'ABORTED']

const ended = (ports: SmokeTestPorts, id: IsolationId): Promise<void> =>
  eventually(ports, 'the end of the execution', async () => {
    const { generation } = (await loadIsolation(ports, id)).isolation
    const execution = await ports.executions.describe('isolation', isolationExecution(id, generation))
    return OVER.includes(execution?.status)
  })
