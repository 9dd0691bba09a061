import { readFileSync } from 'node:fs'
import type { SQSEvent } from 'aws-lambda'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Community } from '../../core/community/community.ts'
import type { Circuit } from '../../core/message/circuit.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Recounts } from '../../core/ports/recounts.ts'
import type { SweepQueue } from '../../core/ports/sweep-queue.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { HOUR, plus } from '../../core/time/instant.ts'
import { type FunctionName, functionNames, type Grant, grants } from '../../infra/bundles/grants.ts'
import { rehearse } from '../../local/rehearsal/run/rehearse.ts'
import { syntheticPeople } from '../../local/rehearsal/run/synthetic-people.ts'
import { workflowFunctions } from '../../local/system/workflow-functions.ts'
import { saveCircuit } from '../../record/circuit-repository.ts'
import { noteChanges } from '../../usecases/count-figures/note-changes.ts'
import { recountQueued } from '../../usecases/count-figures/recount-queued.ts'
import { deliverQueued } from '../../usecases/deliver/deliver-queued.ts'
import { sendRecorded } from '../../usecases/deliver/send-recorded.ts'
import { sumDistrict } from '../../usecases/judge-line/sum-district.ts'
import { moveExecutions } from '../../usecases/move-executions/move-executions.ts'
import { keepWords } from '../../usecases/raise-matter/keep-words.ts'
import { smokeTest } from '../../usecases/smoke-test/smoke-test.ts'
import { beginSweep } from '../../usecases/sweep/begin-sweep.ts'
import { sweepQueued } from '../../usecases/sweep/sweep-queued.ts'
import { openTestApi } from '../api/test-api.ts'
import { sqsEvent } from '../aws/sqs-event.ts'
import { rosterOf } from '../usecases/import-roster/imports.ts'
import { at, openTestSystem, phones } from '../workflow/test-system.ts'

/** Set up before the imports, because the system reads its functions at import. */
const observed = vi.hoisted(() => {
  const uses = new Map<string, Set<string>>()
  const state = { calls: 0, diesEvery: 0, depth: 0 }
  const use = (name: string, grant: string): void => {
    const known = uses.get(name)
    if (known === undefined) uses.set(name, new Set([grant]))
    else known.add(grant)
  }
  return { uses, state, use }
})

class Accident extends Error {
  override readonly name = 'Accident'
}

/** The ports of one invocation: they record calls, send texts through the outbox, and crash now and then. */
const watch = (name: FunctionName, ports: Ports): Ports => {
  const { state, use } = observed
  const noted = async <Result>(grant: Grant, call: () => Promise<Result>): Promise<Result> => {
    use(name, grant)
    const result = await call()
    state.calls += 1
    if (state.diesEvery > 0 && state.calls % state.diesEvery === 0) throw new Accident(`${name}: ${grant}`)
    return result
  }
  const startOf = (workflow: Workflow): Grant =>
    workflow === 'isolation' ? 'start isolations' : 'start matters'
  const { store, lookups, messages, alerts, deadLetters, executions, tasks } = ports
  return {
    ...ports,
    store: {
      get: (key) => noted('read the record', () => store.get(key)),
      dueShards: store.dueShards,
      getAll: (keys) => noted('read the record', () => store.getAll(keys)),
      query: (query) => noted('read the record', () => store.query(query)),
      queryIndex: (query) => noted('read the record', () => store.queryIndex(query)),
      transact: (writes) => noted('write the record', () => store.transact(writes)),
    },
    lookups: {
      digests: (kind, text) => noted('look people up', () => lookups.digests(kind, text)),
    },
    messages: {
      send: (sms) => noted('send messages', () => messages.send(sms)),
    },
    deadLetters: {
      waiting: () => noted('redrive dead letters', () => deadLetters.waiting()),
      redrive: (queue) => noted('redrive dead letters', () => deadLetters.redrive(queue)),
    },
    alerts: { publish: (alert) => noted('publish alerts', () => alerts.publish(alert)) },
    tasks: {
      succeed: (token, output) => noted('answer tasks', () => tasks.succeed(token, output)),
      fail: () => expect.unreachable('nobody fails a task'),
    },
    executions: {
      ...executions,
      start: (workflow, name, input) =>
        noted(startOf(workflow), () => executions.start(workflow, name, input)),
      stop: (workflow, name, cause) => noted('stop executions', () => executions.stop(workflow, name, cause)),
      describe: (workflow, name) => noted('describe executions', () => executions.describe(workflow, name)),
      history: (workflow, name, cursor) =>
        noted('look into executions', () => executions.history(workflow, name, cursor)),
      list: (workflow, query) => noted('list executions', () => executions.list(workflow, query)),
    },
    importQueue: { hand: (part) => noted('hand out imports', () => ports.importQueue.hand(part)) },
    outbox: {
      hand: (message) => noted('hand to the outbox', () => sendRecorded(watch('deliver', ports), message)),
    },
  }
}

const verbOf = (arnName: string): FunctionName => {
  const verb = arnName
    .replace(/FunctionArn$/, '')
    .replaceAll(/(?<=[a-z])[A-Z]/g, '-$&')
    .toLowerCase()
  const found = functionNames.find((name) => name === verb)
  return found ?? expect.unreachable(`${arnName} is no function`)
}

vi.mock('../../local/system/workflow-functions.ts', async (original) => {
  const { workflowFunctions } = await original<typeof import('../../local/system/workflow-functions.ts')>()
  const watched = Object.entries(workflowFunctions).map(([name, run]) => [
    name,
    (ports: Ports, payload: Parameters<typeof run>[1]) => run(watch(verbOf(name), ports), payload),
  ])
  return { workflowFunctions: Object.fromEntries(watched) }
})
vi.mock('../../usecases/receive-sms/receive-sms.ts', async (original) => {
  const actual = await original<typeof import('../../usecases/receive-sms/receive-sms.ts')>()
  const receiveSms = (ports: Ports, event: SQSEvent) => actual.receiveSms(watch('receive-sms', ports), event)
  return { ...actual, receiveSms }
})
vi.mock('../../usecases/receive-receipt/receive-receipts.ts', async (original) => {
  const actual = await original<typeof import('../../usecases/receive-receipt/receive-receipts.ts')>()
  const receiveReceipts = (ports: Ports, event: SQSEvent) =>
    actual.receiveReceipts(watch('receive-receipt', ports), event)
  return { ...actual, receiveReceipts }
})
vi.mock('../../api/api.ts', async (original) => {
  const actual = await original<typeof import('../../api/api.ts')>()
  const api = (ports: Ports) => actual.api(watch('api', ports))
  return { ...actual, api }
})
vi.mock('../../usecases/import-roster/import-queued.ts', async (original) => {
  const actual = await original<typeof import('../../usecases/import-roster/import-queued.ts')>()
  const importQueued = (ports: Ports, event: SQSEvent) =>
    actual.importQueued(watch('import-roster', ports), event)
  return { ...actual, importQueued }
})
vi.mock('../../usecases/keep-watch/keep-watch.ts', async (original) => {
  const actual = await original<typeof import('../../usecases/keep-watch/keep-watch.ts')>()
  const keepWatch = (ports: Ports) => actual.keepWatch(watch('keep-watch', ports))
  return { ...actual, keepWatch }
})
vi.mock('../../usecases/sweep/sweep.ts', async (original) => {
  const actual = await original<typeof import('../../usecases/sweep/sweep.ts')>()
  const sweep = (ports: Ports, how?: Parameters<typeof actual.sweep>[1]) =>
    actual.sweep(watch('sweep', ports), how)
  return { ...actual, sweep }
})

const community = Community.parse(
  JSON.parse(readFileSync(new URL('../../examples/community.json', import.meta.url), 'utf8')),
)

/** Two weeks with crashes, so that repeated calls are seen too. */
const livesOf = async (people: number, seed: string, diesEvery: number): Promise<void> => {
  observed.state.diesEvery = diesEvery
  const arrivals = syntheticPeople(seed, people, community).map((registration, row) => ({
    row,
    registration,
  }))
  const { system } = await rehearse({ seed, community, book: defaultRuleBook, arrivals })
  system.close()
}

/** Rare cases: steps that are late or fail, a lost execution, an absence at night. */
const rareMoments = async (): Promise<void> => {
  observed.state.diesEvery = 0
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  await she.says('36.4')
  await keepWords(sixclear.system.ports, she.id, { inbound: 'in:note', by: 'resident' })
  await sixclear.until('2020-02-12 01:10')
  const { ports } = sixclear.system
  const { id: matterId, code } = await she.matter('silence')
  await sixclear.confirmed(phones.office, `${code} 不在家`)
  const step = { isolationId: she.id, generation: 1 }
  const late = { ...step, generation: 0, token: 'of a step that was replaced' }
  const rung = { matterId, generation: 0, rung: 'grid_worker', round: 0, token: late.token }
  await workflowFunctions['PlanFunctionArn']?.(ports, step)
  await workflowFunctions['AwaitDecisionFunctionArn']?.(ports, late)
  await workflowFunctions['NotifyRungFunctionArn']?.(ports, rung)
  await ports.executions.stop('isolation', `${she.id}-1`, 'lost')
  await ports.executions.stop('escalation', `${matterId}-2`, 'lost')
  await sixclear.until('2020-02-12 03:00')
  sixclear.system.close()
}

/** A step that has failed for half an hour, and nobody sweeps meanwhile. */
const failedStep = async (): Promise<void> => {
  const sixclear = await openTestSystem({ sweepEveryMinutes: 60 * 24 })
  const { ports } = sixclear.system
  const { id } = await sixclear.register()
  await ports.executions.stop('isolation', `${id}-1`, 'a test')
  await sixclear.until('2020-02-11 09:30')
  const failed = { isolationId: id, generation: 1, error: 'Lambda.Unknown' }
  await workflowFunctions['ReportFailureFunctionArn']?.(ports, failed)
  sixclear.system.close()
}

/** A mild fever between two slots, for which the execution is begun anew. */
const mildFever = async (): Promise<void> => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await she.says('37.5')
  sixclear.system.close()
}

/** A number of which the carrier says only later that it does not exist. */
const noSuchNumber = async (): Promise<void> => {
  const sixclear = await openTestSystem({
    carrier: () => ({ outcome: 'invalid_number', receiptAfter: 60_000 }),
  })
  await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  sixclear.system.close()
}

/** News of a prompt for which a ladder that waits until tomorrow goes on: of the next slot, and by a late receipt. */
const sooner = async (): Promise<void> => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 09:05')
  await she.says('收到')
  await sixclear.until('2020-02-12 07:31')
  sixclear.system.close()
  const late = await openTestSystem({
    carrier: ({ key }) => ({
      outcome: 'delivered',
      ...(key.endsWith('evening-2') ? { receiptAfter: 6 * HOUR } : {}),
    }),
  })
  await late.register()
  await late.until('2020-02-12 02:00')
  late.system.close()
}

/** Something is asked for between the approval of a release and the release, with which it ends. */
const askedBeforeRelease = async (): Promise<void> => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.healthyUntil('2020-02-24 18:30', she)
  await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
  await she.says('家里没米了')
  await sixclear.until('2020-02-25 08:00')
  sixclear.system.close()
}

/** Somebody who does not exist, as after a deployment; their texts come in as everybody's do. */
const tried = async (): Promise<void> => {
  const { system } = await openTestSystem()
  const ports = watch('smoke-test', system.ports)
  await smokeTest({
    ...ports,
    write: async (from, text) => {
      observed.use('smoke-test', 'write as a phone')
      await system.inbox.reply(from, text)
    },
    pause: async (milliseconds) => {
      await system.timeline.runUntil(system.timeline.now() + milliseconds)
    },
  })
  system.close()
}

/** Two on one phone, who are told whose letter is whose. */
const sharedPhone = async (): Promise<void> => {
  const sixclear = await openTestSystem()
  await sixclear.register()
  await sixclear.register({ name: '样例·李强' })
  await sixclear.until('2020-02-10 12:00')
  sixclear.system.close()
}

/** Two people and a matter go on under a new text. */
const newText = async (): Promise<void> => {
  const sixclear = await openTestSystem()
  await sixclear.register()
  await sixclear.until('2020-02-11 12:00')
  const ports = { ...watch('move-executions', sixclear.system.ports), pause: async () => {} }
  for (const workflow of ['isolation', 'escalation'] as const)
    await moveExecutions(ports, {
      workflow,
      before: at('2020-02-11 12:00'),
      perSecond: 20,
      not: [],
      zone: 'Asia/Shanghai',
      cursor: null,
      moved: 0,
    })
  sixclear.system.close()
}

/** The provider is down: what is queued is queued anew. */
const providerDown = async (): Promise<void> => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  const { ports } = sixclear.system
  const down: Circuit = {
    state: 'open',
    since: ports.clock.now(),
    probes: 0,
    probeAt: plus(ports.clock.now(), HOUR),
  }
  await saveCircuit(ports.store, 'sms', down, { circuit: down, version: undefined })
  await deliverQueued(
    watch('deliver', ports),
    sqsEvent(JSON.stringify({ subject: she.id, key: 'welcome', lane: 'routine' })),
  )
  sixclear.system.close()
}

/** An administrator's two days at the console. */
const atTheConsole = async (): Promise<void> => {
  const api = await openTestApi()
  const isolation = await api.registered()
  await api.registered({ person: { name: '样例·李红', phone: '138 0000 0102' } })
  await api.until('2020-02-11 08:30')
  await api.post(`/isolations/${isolation}/reports`, { json: { temperature: 36.6, source: 'worker' } })
  await api.until('2020-02-12 01:10')
  const { json } = await api.get('/communities/qinghe/matters')
  for (const { id } of json.matters)
    for (const answer of ['not_at_home', 'reached'])
      await api.post(`/matters/${id}/answers`, { json: { answer } })
  await api.get(`/isolations/${isolation}/executions/1/history`)
  await api.get('/communities/qinghe/executions')
  await api.get('/dead-letters')
  api.system.close()
}

/** What has changed is noted, counted and added up. */
const figures = async (): Promise<void> => {
  const sixclear = await openTestSystem()
  await sixclear.register()
  const { ports, feed } = sixclear.system
  const recountsFor = (name: FunctionName): Recounts => ({
    request: async () => observed.use(name, 'ask for counts'),
  })
  await noteChanges({ recounts: recountsFor('note-changes') }, await feed.read(0, 100))
  const part = { community: 'qinghe', grid: 'grid-1', part: 'isolations' }
  const counting = { ...watch('count-figures', ports), recounts: recountsFor('count-figures') }
  await recountQueued(counting, sqsEvent(JSON.stringify(part)))
  // Two hours later: what nobody has counted since is counted anew.
  const later = { now: () => plus(ports.clock.now(), 2 * HOUR) }
  const summing = { ...watch('sum-district', ports), clock: later, recounts: recountsFor('sum-district') }
  await sumDistrict(summing)
  sixclear.system.close()
}

/** A sweep as on AWS: parts in a queue, each for functions with little time. */
const sweepInParts = async (): Promise<void> => {
  // Nobody else sweeps meanwhile.
  const sixclear = await openTestSystem({ sweepEveryMinutes: 60 * 24 })
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:30')
  const { ports } = sixclear.system
  await ports.executions.stop('isolation', `${she.id}-1`, 'lost')
  const waiting: string[] = []
  const queueFor = (name: FunctionName): SweepQueue => ({
    hand: async (parts, asked) => {
      observed.use(name, 'hand out sweeps')
      waiting.push(...parts.map((part) => JSON.stringify({ part, asked })))
    },
  })
  await beginSweep({ ...watch('begin-sweep', ports), sweepQueue: queueFor('begin-sweep') })
  const walking = { ...watch('sweep', ports), sweepQueue: queueFor('sweep') }
  for (const [index, message] of waiting.entries())
    await sweepQueued(walking, sqsEvent(message), () => (index < 6 ? 0 : HOUR))
  sixclear.system.close()
}

/** A roster of two parts, and again with newer days: those who are followed then are counted anew, one with a fever. */
const rosters = async (): Promise<void> => {
  const api = await openTestApi()
  await api.until('2020-02-13 09:00')
  const PATH = '/communities/qinghe/imports'
  const headers = { 'content-type': 'application/octet-stream' }
  await api.post(PATH, { body: rosterOf(52), headers })
  await api.until('2020-02-13 18:10')
  const newer = Buffer.from(rosterOf(2)).toString('utf8').replaceAll('2020-02-10', '2020-02-13')
  const warm = newer.replace('category\n', 'category,temperature\n').replace('key_area\n', 'key_area,38.4\n')
  await api.post(PATH, { body: warm, headers })
  await api.until('2020-02-13 18:20')
  api.system.close()
}

const usesOf = (name: FunctionName): string[] => [...(observed.uses.get(name) ?? [])].sort()

describe('the grants', () => {
  beforeAll(async () => {
    await livesOf(16, 'grants', 61)
    await livesOf(6, 'unlucky', 3)
    await livesOf(30, 'more grants', 0)
    await rareMoments()
    await failedStep()
    await mildFever()
    await sooner()
    await askedBeforeRelease()
    await sharedPhone()
    await tried()
    await noSuchNumber()
    await newText()
    await providerDown()
    await atTheConsole()
    await rosters()
    await sweepInParts()
    await figures()
  })

  it.each(functionNames)('of %s are what it does, no more and no less', (name) => {
    expect([...grants[name]].sort()).toEqual(usesOf(name))
  })
})
