import { readFileSync } from 'node:fs'
import type { Template } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { makeLog } from '../../aws/telemetry/log.ts'
import { functionNames } from '../../infra/bundles/grants.ts'
import { countedEvents } from '../../infra/constructs/record-metrics.ts'
import { savedQueries } from '../../infra/constructs/saved-queries.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { synthesised } from './a-stage.ts'
import { emittedEvents } from './emitted-events.ts'
import { said } from './statements.ts'

const { observabilityTemplate } = synthesised()
const prod = synthesised({ ...stageNamed('prod'), alarmEmail: 'duty@example.org' })

const properties = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map((resource) => resource['Properties'])

describe('alarms', () => {
  const alarms = properties(prod.observabilityTemplate, 'AWS::CloudWatch::Alarm')

  it('all notify the alarm topic and say what is wrong', () => {
    for (const alarm of alarms) {
      expect(alarm.AlarmActions.map(said)).toEqual(['Operations'])
      expect(alarm.AlarmDescription.split(' ').length).toBeGreaterThan(3)
    }
    prod.serviceTemplate.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'duty@example.org',
    })
  })

  it.each([
    ['SweepOffenders', 2],
    ['SweepPartsLate', 1],
    ['CommunitiesRed', 1],
    ['CommunitiesAmber', 1],
    ['ApproximateNumberOfMessagesVisible', 14],
    ['FiguresAge', 1],
    ['IteratorAge', 1],
    ['RequestsRefused', 1],
    ['Exports', 1],
    ['ApproximateAgeOfOldestMessage', 3],
    ['Errors', functionNames.length],
    ['ExecutionsFailed', 2],
    ['ExecutionsTimedOut', 2],
    ['ExecutionThrottled', 2],
    ['TextMessageMonthlySpend', 1],
    ['StepsFailed', 1],
    ['ProviderRefuses', 1],
    ['CircuitsOpened', 1],
    ['UnknownCodes', 1],
    ['StrangersNotAnswered', 1],
    ['SettingsUnusable', 1],
    ['WriteThrottleEvents', 1],
  ])('watch %s', (metric, count) => {
    expect(alarms.filter(({ MetricName }) => MetricName === metric)).toHaveLength(count)
  })

  it('fire for one person left behind, and when the watch stops', () => {
    prod.observabilityTemplate.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'SweepOffenders',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    })
    prod.observabilityTemplate.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'SweepOffenders',
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      EvaluationPeriods: 2,
    })
  })

  it('fire after one hour of red and after three hours of amber', () => {
    for (const [MetricName, EvaluationPeriods] of [
      ['CommunitiesRed', 1],
      ['CommunitiesAmber', 3],
    ])
      prod.observabilityTemplate.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName,
        Threshold: 1,
        EvaluationPeriods,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      })
  })

  it('fire when prompts go out and no receipt comes', () => {
    const [alarm] = alarms.filter(({ AlarmDescription }) => AlarmDescription.includes('no receipt'))
    expect(JSON.stringify(alarm.Metrics)).toContain(
      'IF(FILL(prompts, 0) >= 10 AND FILL(receipts, 0) < 1, 1, 0)',
    )
  })

  it('use the SMS service’s own metrics for cost and delivery', () => {
    const [spend] = alarms.filter(({ MetricName }) => MetricName === 'TextMessageMonthlySpend')
    expect(spend.Namespace).toBe('AWS/SMSVoice')
    const [delivery] = alarms.filter(({ AlarmDescription }) => AlarmDescription.includes('to its phone'))
    expect(JSON.stringify(delivery.Metrics)).toContain('NumberOfTextMessagePartsDelivered')
    expect(JSON.stringify(alarms)).not.toContain('AWS/SNS')
  })

  it('count open executions against the quota', () => {
    expect(alarms.filter(({ Threshold }) => Threshold === 700_000)).toHaveLength(1)
  })
})

describe('what is read from logs', () => {
  const emitted = emittedEvents()

  it('is emitted by the code under the same name', () => {
    expect(emitted.size).toBeGreaterThan(10)
    for (const { event } of Object.values(countedEvents)) expect(emitted).toContain(event)
    for (const { events } of savedQueries) for (const event of events) expect(emitted).toContain(event)
  })

  it('counts a phone of staff that takes no texts whether it is refused or found out later', () => {
    expect(countedEvents.StaffPhonesRefused.from).toEqual(['deliver', 'receive-receipt'])
  })

  it('is not withheld by the log', () => {
    const shown = savedQueries.flatMap(({ fields }) => fields).filter((field) => /^[a-z]+$/.test(field))
    const numbers = Object.values(countedEvents).flatMap((counted) =>
      'field' in counted ? [counted.field] : [],
    )
    const ids = Object.fromEntries(
      [...shown, ...numbers]
        .filter((field) => field !== 'level' && field !== 'message')
        .map((field) => [field, 'plain']),
    )
    const lines: object[] = []
    const write = (_: string, line: object) => void lines.push(line)
    makeLog({ info: write, error: write }).info('any.event', ids)
    expect(lines).toEqual([ids])
  })

  it('covers every error that the code can log', () => {
    const asked = new Set(savedQueries.flatMap(({ events }) => events))
    const quiet = ['sms.from-a-stranger', 'rule-book.published', 'lookups.rotated']
    expect([...emitted].filter((event) => !asked.has(event) && !quiet.includes(event))).toEqual([])
  })

  it('is counted under the dimensions by which the functions count', () => {
    for (const filter of properties(observabilityTemplate, 'AWS::Logs::MetricFilter'))
      expect(filter.MetricTransformations[0]).toMatchObject({
        MetricNamespace: 'Sixclear',
        Dimensions: [
          { Key: 'service', Value: '$.service' },
          { Key: 'stage', Value: '$.stage' },
        ],
      })
  })
})

describe('the runbook', () => {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8')
  /** `DeadLettersInbound` and `Errors-deliver` are entries of their kind. */
  const isNamed = (id: string): boolean =>
    [id, id.replace(/^Errors-.*/, 'Errors-…')].some((name) => runbook.includes(`*${name}*`)) ||
    (id.startsWith('DeadLetters') && runbook.includes('## Dead letters'))

  it('says what to do for each alarm', () => {
    const ids = Object.keys(prod.observabilityTemplate.findResources('AWS::CloudWatch::Alarm')).map((id) =>
      id.replace(/^Alarms/, '').replace(/[0-9A-F]{8}$/, ''),
    )
    expect(ids.length).toBeGreaterThan(40)
    const written = ids.map((id) => id.replace(/^Errors(?=[a-z])/, 'Errors-'))
    expect(written.filter((id) => !isNamed(id))).toEqual([])
  })
})
