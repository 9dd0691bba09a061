import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { IsolationId } from '../../core/ids.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Message } from '../../core/message/message.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationKey, messageKey } from '../../record/keys.ts'
import { readMessage } from '../../record/message-repository.ts'
import { registrationForm } from '../api/test-api.ts'
import { at, sharpRuleBook } from '../workflow/test-system.ts'
import { apiEvent } from './api-event.ts'
import { type Cloud, openCloud, VISIBILITY_TIMEOUT } from './cloud.ts'
import { hasDynamoEngine } from './dynamo-engine.ts'
import { sqsEvent } from './sqs-event.ts'

describe.runIf(hasDynamoEngine)('a Lambda on the AWS adapters', () => {
  let cloud: Cloud
  let people = 0
  let days = 0

  beforeAll(async () => {
    cloud = await openCloud({ now: '2020-02-10 20:00', book: sharpRuleBook })
  })
  afterAll(() => cloud.close())
  // Everybody arrives on a different evening, before the quiet hours.
  beforeEach(async () => {
    days += 1
    await cloud.timeline.runUntil(milliseconds(at(`2020-02-${10 + days} 20:00`)))
  })
  // People of one test are still in the record in the next.
  afterEach(() => {
    for (const stateMachineArn of Object.values(cloud.stateMachineArns))
      for (const { executionArn } of cloud.stepFunctions.listExecutions({
        stateMachineArn,
        statusFilter: 'RUNNING',
      }).executions)
        cloud.stepFunctions.stopExecution({ executionArn })
  })

  const request = async (method: string, path: string, json?: object): Promise<JsonObject> => {
    const answer = await cloud.invoke('api', apiEvent(method, path, json))
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw new Error('no answer')
    return answer
  }
  const today = () => new Date(cloud.timeline.now()).toISOString().slice(0, 10)
  const register = (phone: string, room: string) =>
    request(
      'POST',
      '/communities/qinghe/isolations',
      registrationForm({
        person: { name: `样例·${room}`, phone },
        address: { grid: 'grid-1', building: '3', unit: '2', room },
        arrivedAt: { date: today(), time: '08:30' },
      }),
    )
  const idIn = (answer: JsonObject): IsolationId =>
    IsolationId.parse(JSON.parse(String(answer['body'])).isolation)
  const isolationOf = async (id: IsolationId) => {
    const item = await cloud.store.get(isolationKey(id))
    if (item === undefined) throw new Error(`no isolation ${id}`)
    return readIsolation(item).isolation
  }
  const messageOf = async (id: IsolationId, key: string): Promise<Message> => {
    const item = await cloud.store.get(messageKey(id, key))
    if (item === undefined) throw new Error(`no message ${key}`)
    return readMessage(item)
  }
  const settle = () => cloud.settle()
  const prompts = (phone: string): string[] =>
    cloud.sns.delivered(phone).filter((text) => text.includes('前回复数字'))

  /** A single person, shortly before the first prompt on the morning of the 11th or a later one. */
  const somebody = async () => {
    people += 1
    const phone = `+86138000002${String(people).padStart(2, '0')}`
    const id = idIn(await register(phone, String(600 + people)))
    await settle()
    const awaiting = (await isolationOf(id)).awaiting
    if (awaiting === null || awaiting === undefined) throw new Error('nothing is awaited')
    await cloud.timeline.runUntil(milliseconds(awaiting.at) - 1)
    const ask = async () => {
      await cloud.timeline.runUntil(milliseconds(awaiting.at))
    }
    const slot = 'slot' in awaiting ? awaiting.slot : 'none'
    return { id, phone, ask, key: `prompt-${slot}-0` }
  }

  const failedWith = (id: IsolationId): string[] =>
    cloud.stepFunctions
      .getExecutionHistory({
        executionArn: `${cloud.stateMachineArns.isolation.replace('stateMachine', 'execution')}:${id}-1`,
        maxResults: 1000,
      })
      .events.flatMap(({ type, ...event }) =>
        type === 'TaskFailed' ? [/"error":"([^"]*)"/.exec(JSON.stringify(event))?.[1] ?? ''] : [],
      )

  it('sends one prompt when the answer of the record gets lost', async () => {
    const { phone, ask } = await somebody()
    cloud.toDynamo.nextOf('TransactWriteItems', 'lose the answer')
    await ask()
    expect(prompts(phone)).toHaveLength(1)
  })

  it('sends one prompt when the record is contended', async () => {
    const { phone, ask } = await somebody()
    cloud.toDynamo.nextOf('TransactWriteItems', {
      refuse: 'TransactionCanceledException',
      more: { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }, { Code: 'None' }] },
    })
    await ask()
    expect(prompts(phone)).toHaveLength(1)
  })

  it('does not wait for an answer that never comes, and sends one prompt', async () => {
    const { phone, ask } = await somebody()
    cloud.toDynamo.nextOf('GetItem', 'never answer')
    await ask()
    expect(prompts(phone)).toHaveLength(1)
  })

  it('fails by the name of the port when the record is throttled, and the workflow tries again', async () => {
    const { id, phone, ask } = await somebody()
    const refuse = 'ThrottlingException'
    cloud.toDynamo.next({ refuse }, { refuse }, { refuse }, { refuse })
    await ask()
    await cloud.timeline.runUntil(cloud.timeline.now() + 60_000)
    expect(failedWith(id)).toEqual(['StoreThrottled'])
    expect(prompts(phone)).toHaveLength(1)
  })

  it('sends no prompt twice when nobody knows whether it went out', async () => {
    const { id, phone, ask, key } = await somebody()
    cloud.sns.next('lose the answer')
    await ask()
    await cloud.timeline.runUntil(cloud.timeline.now() + VISIBILITY_TIMEOUT)
    expect(failedWith(id)).toEqual([])
    expect(prompts(phone)).toHaveLength(1)
    expect((await messageOf(id, key)).state).toBe('unknown')
  })

  it('logs an alarm when the spending limit is reached, and sends once it is raised', async () => {
    const { id, phone, ask, key } = await somebody()
    const before = cloud.logged.filter((line) => line.includes('sms.provider-refuses')).length
    cloud.sns.next('MonthlySpendLimitReached')
    await ask()
    expect(cloud.logged.filter((line) => line.includes('sms.provider-refuses'))).toHaveLength(before + 1)
    expect((await messageOf(id, key)).state).toBe('waiting')
    await cloud.timeline.runUntil(cloud.timeline.now() + VISIBILITY_TIMEOUT)
    expect(failedWith(id)).toEqual([])
    expect(prompts(phone)).toHaveLength(1)
    expect((await messageOf(id, key)).state).toBe('sent')
  })

  it('hands somebody who has opted out to the worker', async () => {
    const { id, phone, ask, key } = await somebody()
    cloud.sns.optedOut.add(phone)
    await ask()
    await settle()
    expect(prompts(phone)).toHaveLength(0)
    expect(await messageOf(id, key)).toMatchObject({ state: 'refused', reason: 'opted_out' })
    const { contact, matters } = await isolationOf(id)
    expect(contact).toMatchObject({ by: 'worker' })
    expect(Object.values(matters).map(({ kind }) => kind)).toContain('opted_out')
  })

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])(
    'records a report whose task is gone (%s)',
    async (refuse) => {
      const { id, phone, ask } = await somebody()
      await ask()
      cloud.toStepFunctions.nextOf('SendTaskSuccess', { refuse })
      expect(await cloud.says(phone, '36.6')).toEqual({ batchItemFailures: [] })
      expect(Object.values((await isolationOf(id)).slots).map(({ state }) => state)).toEqual(['reported'])
    },
  )

  it('gives back from a batch only what it could not handle', async () => {
    const { phone, ask } = await somebody()
    await ask()
    const text = (id: string, messageBody: string) =>
      JSON.stringify({ originationNumber: phone, messageBody, inboundMessageId: id })
    const batch = sqsEvent(text('batch-1', '36.6'), 'no JSON', text('', '36.7'), text('batch-2', '谢谢'))
    expect(await cloud.invoke('receive-sms', batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-2' }, { itemIdentifier: 'message-3' }],
    })
  })

  it('gives back a text when the record is throttled, and records it once when it comes again', async () => {
    const { id, phone, ask } = await somebody()
    await ask()
    const event = sqsEvent(
      JSON.stringify({ originationNumber: phone, messageBody: '36.6', inboundMessageId: 'again-1' }),
    )
    const refuse = 'ProvisionedThroughputExceededException'
    cloud.toDynamo.next(...Array.from({ length: 4 }, () => ({ refuse })))
    expect(await cloud.invoke('receive-sms', event)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-1' }],
    })
    expect(await cloud.invoke('receive-sms', event)).toEqual({ batchItemFailures: [] })
    expect(await cloud.invoke('receive-sms', event)).toEqual({ batchItemFailures: [] })
    const { items } = await cloud.store.query({ pk: `ISOLATION#${id}`, sk: { prefix: 'LEDGER#' } })
    expect(items.filter(({ body }) => JSON.stringify(body).includes('"type":"reported"'))).toHaveLength(1)
  })

  it('keeps a registration that finds no room for its execution, which the sweep then starts', async () => {
    const refuse = 'ExecutionLimitExceeded'
    cloud.toStepFunctions.nextOf('StartExecution', ...Array.from({ length: 5 }, () => ({ refuse })))
    const phone = '+8613800000301'
    expect(await register(phone, '701')).toMatchObject({ statusCode: 503 })
    cloud.toStepFunctions.mend()
    const [header = ''] = cloud.logged.filter((line) => line.includes('returnee.registered')).slice(-1)
    const id = IsolationId.parse(JSON.parse(header).isolation)
    await cloud.timeline.runUntil(cloud.timeline.now() + 11 * 60_000)
    await cloud.invoke('begin-sweep', {})
    await cloud.settle()
    expect(await cloud.invoke('begin-sweep', {})).toMatchObject({ offenders: 0 })
    expect((await isolationOf(id)).generation).toBe(2)
    await settle()
    expect(cloud.sns.delivered(phone).length).toBeGreaterThan(0)
  })

  it('does not register somebody again whose execution has ended', async () => {
    const phone = '+8613800000302'
    const id = idIn(await register(phone, '702'))
    const executionArn = `${cloud.stateMachineArns.isolation.replace('stateMachine', 'execution')}:${id}-1`
    cloud.stepFunctions.stopExecution({ executionArn })
    expect(await register(phone, '702')).toMatchObject({ statusCode: 200 })
  })

  it('answers over HTTP that it is busy, without internals', async () => {
    const refuse = 'ThrottlingException'
    cloud.toDynamo.next(...Array.from({ length: 4 }, () => ({ refuse })))
    expect(await request('GET', '/no-one-left-behind')).toMatchObject({ statusCode: 503 })
    cloud.toDynamo.next({ refuse: 'AccessDeniedException' })
    const { statusCode, body } = await request('GET', '/no-one-left-behind')
    expect(statusCode).toBe(500)
    expect(body).not.toContain('AccessDenied')
    expect(cloud.logged.some((line) => line.includes('AccessDeniedException'))).toBe(true)
  })
})
