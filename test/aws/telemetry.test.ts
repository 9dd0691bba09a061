import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../aws/system-clock.ts'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { makeTelemetry, type Telemetry } from '../../aws/telemetry/telemetry.ts'
import { lambdaContext } from './lambdas.ts'

const NOW = Date.parse('2020-02-11T00:00:00Z')

describe('what a function writes for CloudWatch', () => {
  let lines: object[]
  let telemetry: Telemetry

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    lines = []
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      lines.push(
        ...String(chunk)
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      )
      return true
    })
    telemetry = makeTelemetry('sixclear', 'dev', systemClock)
  })
  afterEach(() => {
    delete process.env['_X_AMZN_TRACE_ID']
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it('is one line of JSON for an event, with the invocation it belongs to', () => {
    process.env['_X_AMZN_TRACE_ID'] = 'Root=1-5759e988;Parent=5399;Sampled=1'
    telemetry.begin(lambdaContext('ask'))
    telemetry.log.info('sweep.done', { isolations: 3 })
    telemetry.log.error('sms.not-handled', { inbound: 'in-1' }, new TypeError('no'))
    const common = {
      timestamp: '2020-02-11T00:00:00.000Z',
      service: 'sixclear',
      stage: 'dev',
      function_name: 'ask',
      function_request_id: '00000000-0000-4000-8000-000000000000',
      xray_trace_id: '1-5759e988',
    }
    expect(lines).toMatchObject([
      { level: 'INFO', message: 'sweep.done', isolations: 3, ...common },
      {
        level: 'ERROR',
        message: 'sms.not-handled',
        inbound: 'in-1',
        thrown: { name: 'TypeError' },
        ...common,
      },
    ])
  })

  it('is one line for the counts of an invocation, and one for each further dimension', () => {
    telemetry.count(metricNames.reports)
    telemetry.count(metricNames.reports, 2)
    telemetry.count(metricNames.missed)
    telemetry.count(metricNames.escalations, 1, { name: 'rung', value: 'hospital' })
    telemetry.flush()
    telemetry.flush()
    const document = (Dimensions: string[], ...names: string[]) => ({
      Timestamp: NOW,
      CloudWatchMetrics: [
        {
          Namespace: 'Sixclear',
          Dimensions: [Dimensions],
          Metrics: names.map((Name) => ({ Name, Unit: 'Count' })),
        },
      ],
    })
    expect(lines).toEqual([
      {
        _aws: document(['service', 'stage'], 'Reports', 'SlotsMissed'),
        service: 'sixclear',
        stage: 'dev',
        Reports: [1, 2],
        SlotsMissed: [1],
      },
      {
        _aws: document(['service', 'stage', 'rung'], 'Escalations'),
        service: 'sixclear',
        stage: 'dev',
        rung: 'hospital',
        Escalations: [1],
      },
    ])
  })

  it('has no more values of a metric in a line than CloudWatch takes', () => {
    for (let report = 0; report < 250; report += 1) telemetry.count(metricNames.reports)
    telemetry.flush()
    expect(
      lines.map((line) => 'Reports' in line && Array.isArray(line.Reports) && line.Reports.length),
    ).toEqual([100, 100, 50])
  })
})
