import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { readEntry } from '../../record/ledger-shapes.ts'
import { registrationForm } from '../api/test-api.ts'
import { at, phones, sharpRuleBook } from '../workflow/test-system.ts'
import { apiEvent } from './api-event.ts'
import { type Cloud, openCloud } from './cloud.ts'
import { hasDynamoEngine } from './dynamo-engine.ts'

const HEALTHY = { name: '样例·王明', phone: '+8613800000101', room: '501' }
const FEVERISH = { name: '样例·李华', phone: '+8613800000102', room: '502' }

describe.runIf(hasDynamoEngine)(
  'two days of isolation on the AWS adapters, a queue before the provider',
  () => {
    let cloud: Cloud
    let healthy: string
    let feverish: string

    const register = async ({ name, phone, room }: typeof HEALTHY): Promise<string> => {
      const answer = await cloud.invoke(
        'api',
        apiEvent(
          'POST',
          '/communities/qinghe/isolations',
          registrationForm({
            person: { name, phone },
            address: { grid: 'grid-1', building: '3', unit: '2', room },
          }),
        ),
      )
      if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw new Error('no answer')
      expect(answer['statusCode']).toBe(201)
      return String(JSON.parse(String(answer['body'])).isolation)
    }

    /** Runs to this moment event by event, delivers what is queued, and lets people answer what they get. */
    const until = async (
      local: string,
      answers: Readonly<Record<string, (text: string) => string | undefined>> = {},
    ): Promise<void> => {
      let seen = cloud.sns.published.length
      const settle = async (): Promise<void> => {
        await cloud.settle()
        for (; seen < cloud.sns.published.length; seen += 1) {
          const { phoneNumber = '', message = '' } = cloud.sns.published[seen] ?? {}
          const answer = answers[phoneNumber]?.(message)
          if (answer !== undefined) await cloud.says(phoneNumber, answer)
          await cloud.settle()
        }
      }
      const end = milliseconds(at(local))
      for (
        let next = cloud.timeline.nextAt();
        next !== undefined && next <= end;
        next = cloud.timeline.nextAt()
      ) {
        await cloud.timeline.step()
        await settle()
      }
      await cloud.timeline.runUntil(end)
    }

    const events = async (isolation: string): Promise<string[]> => {
      const { items } = await cloud.store.query({ pk: `ISOLATION#${isolation}`, sk: { prefix: 'LEDGER#' } })
      return items.map((item) => readEntry(item).event.type)
    }
    const codeIn = (phone: string): string =>
      cloud.sns
        .delivered(phone)
        .map((text) => /\b\d{4}\b/.exec(text)?.[0])
        .findLast((code) => code !== undefined) ?? 'no code'

    const isPrompt = (text: string): boolean => text.includes('前回复数字')
    const says36 = (text: string) => (isPrompt(text) ? '36.5' : undefined)

    beforeAll(async () => {
      cloud = await openCloud({
        now: '2020-02-10 10:00',
        book: { ...sharpRuleBook, days: 2 },
      })
      healthy = await register(HEALTHY)
      feverish = await register(FEVERISH)
      // The first slot: one answers, the other is silent until the worker has been told.
      await until('2020-02-11 11:30', { [HEALTHY.phone]: says36 })
      await cloud.says(FEVERISH.phone, '36.4')
      await until('2020-02-11 17:00')
      // The second: a fever, a second reading, a doctor.
      await until('2020-02-11 18:40', {
        [HEALTHY.phone]: says36,
        [FEVERISH.phone]: (text) => (isPrompt(text) ? '38.2 咳嗽' : undefined),
      })
      await cloud.settle()
      await until('2020-02-11 20:30', { [HEALTHY.phone]: says36 })
      await cloud.says(phones.doctor, `${codeIn(phones.doctor)} 收到`)
      await until('2020-02-12 07:00', { [HEALTHY.phone]: says36 })
      await cloud.invoke('begin-sweep', { source: 'aws.events' })
      await until('2020-02-12 19:00', { [HEALTHY.phone]: says36 })
      await cloud.says(phones.administrator, `${codeIn(phones.administrator)} 同意`)
      await cloud.settle()
      const [oneTime = 'no code'] = oneTimeCodesIn(cloud.sns.delivered(phones.administrator).at(-1) ?? '')
      await cloud.says(phones.administrator, oneTime)
      await until('2020-02-13 09:00')
      await cloud.invoke('begin-sweep', { source: 'aws.events' })
      await cloud.settle()
      // What the parts have found is told by the next run.
      await cloud.invoke('begin-sweep', { source: 'aws.events' })
    })
    afterAll(() => cloud.close())

    it('ask, hear and release the healthy one', async () => {
      const story = await events(healthy)
      expect(story.filter((type) => type === 'asked')).toHaveLength(4)
      expect(story.filter((type) => type === 'reported')).toHaveLength(4)
      expect(story.at(-1)).toBe('released')
    })

    it('tell people about the silent and feverish one', async () => {
      const story = await events(feverish)
      expect(story).toEqual(expect.arrayContaining(['missed', 'matter_opened', 'matter_climbed', 'referred']))
      expect(cloud.sns.published.filter(({ topicArn }) => topicArn !== undefined).length).toBeGreaterThan(1)
    })

    it('send every text once', () => {
      for (const { phone } of [HEALTHY, FEVERISH]) {
        const prompts = cloud.sns.delivered(phone).filter(isPrompt)
        expect(new Set(prompts).size).toBe(prompts.length)
      }
    })

    it('leave nobody behind', () => {
      // Eleven shards and two lists, twice.
      expect(cloud.logged.filter((line) => line.includes('sweep.part-done'))).toHaveLength(26)
      const sweeps = cloud.logged.filter((line) => line.includes('sweep.begun'))
      expect(sweeps).toHaveLength(3)
      for (const line of sweeps) expect(line).toContain('"offenders":0')
    })

    it('count what happened', () => {
      const counted = cloud.logged.filter((line) => line.includes('"_aws"')).map((line) => JSON.parse(line))
      const sum = (metric: string): number =>
        counted.reduce((total, line) => total + [line[metric] ?? 0].flat().reduce((a, b) => a + b, 0), 0)
      expect(sum('PromptsSent')).toBeGreaterThanOrEqual(7)
      expect(sum('Reports')).toBeGreaterThanOrEqual(6)
      expect(sum('SlotsMissed')).toBeGreaterThanOrEqual(1)
      expect(sum('Escalations')).toBeGreaterThanOrEqual(3)
      expect(counted.some((line) => line.rung === 'grid_worker')).toBe(true)
    })

    it('tell no name, number, temperature or text to logs, executions, the queue or the alerts', () => {
      const executions = [cloud.stateMachineArns.isolation, cloud.stateMachineArns.escalation].flatMap(
        (stateMachineArn) => cloud.stepFunctions.listExecutions({ stateMachineArn }).executions,
      )
      expect(executions.length).toBeGreaterThan(3)
      const told = [
        ...cloud.logged,
        ...executions.flatMap(({ executionArn }) => [
          JSON.stringify(cloud.stepFunctions.describeExecution({ executionArn })),
          JSON.stringify(cloud.stepFunctions.getExecutionHistory({ executionArn, maxResults: 1000 })),
        ]),
        ...cloud.sqs.queued.map((message) => JSON.stringify(message)),
        ...cloud.sns.published
          .filter(({ topicArn }) => topicArn !== undefined)
          .map((alert) => JSON.stringify(alert)),
      ].join('\n')
      expect(told).toContain(healthy)
      const texts = cloud.sns.published.flatMap(({ phoneNumber, message }) =>
        phoneNumber === undefined ? [] : [message],
      )
      expect(texts.length).toBeGreaterThan(20)
      const secrets = [
        '样例',
        ...[HEALTHY.phone, FEVERISH.phone, ...Object.values(phones)].map((phone) => phone.slice(3)),
        '36.5',
        '36.4',
        '38.2',
        '咳嗽',
        '"tenths"',
        ...texts,
      ]
      for (const secret of secrets) expect(told.includes(secret), `${secret} was told`).toBe(false)
    })
  },
)
