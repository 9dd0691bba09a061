import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

export interface SavedQuery {
  readonly name: string
  /** Stable event names of the log that the query is about. */
  readonly events: readonly string[]
  readonly fields: readonly string[]
  readonly filters?: readonly string[]
  readonly stats?: string
  readonly sort?: string
}

const WHEN = '@timestamp'

/** The first queries of somebody on duty. Replace `iso-…` by the id of an isolation. */
export const savedQueries: readonly SavedQuery[] = [
  {
    name: 'one isolation, all that was logged',
    events: [],
    fields: [WHEN, 'level', 'message', 'matter', 'error', 'thrown.name', '@log'],
    filters: ["isolation = 'iso-…'"],
    sort: '@timestamp asc',
  },
  {
    name: 'no one left behind, sweep by sweep',
    events: ['sweep.begun', 'sweep.done'],
    fields: [WHEN, 'isolations', 'matters', 'offenders', 'handed', 'late'],
  },
  {
    name: 'figures that could not be counted',
    events: ['figures.not-counted'],
    fields: [WHEN, 'key', 'thrown.name'],
  },
  {
    name: 'the parts of a sweep, and those that did not finish',
    events: ['sweep.part-done', 'sweep.part-failed', 'sweep.part-walked-elsewhere'],
    fields: [WHEN, 'message', 'part', 'looked', 'mended', 'unreadable', 'left', 'thrown.name'],
  },
  {
    name: 'what the sweeper could not mend',
    events: [
      'sweep.number-failed',
      'sweep.household-failed',
      'sweep.restart-failed',
      'sweep.message-failed',
      'sweep.item-unreadable',
      'line.not-known',
    ],
    fields: [WHEN, 'message', 'isolation', 'matter', 'key', 'community', 'thrown.name', 'thrown.message'],
  },
  {
    name: 'communities whose line is red',
    events: ['line.red'],
    fields: [WHEN, 'community'],
  },
  {
    name: 'restarted isolations, by reason and hour',
    events: ['isolation.restarted'],
    fields: [WHEN],
    stats: 'count(*) as restarts by why, bin(1h)',
  },
  {
    name: 'failed steps, by error',
    events: ['isolation.step-failed'],
    fields: [WHEN],
    stats: 'count(*) as steps, latest(@timestamp) as last by error',
  },
  {
    name: 'disruptions of communities',
    events: ['disruption.opened', 'disruption.settled', 'disruption.refused'],
    fields: [WHEN, 'message', 'community', 'disruption'],
  },
  {
    name: 'executions that were not moved to a new text',
    events: ['execution.not-moved'],
    fields: [WHEN, 'workflow', 'execution', 'thrown.name', 'thrown.message'],
  },
  {
    name: 'messages and receipts received and not handled',
    events: [
      'sms.not-handled',
      'sms.answer-not-sent',
      'receipt.not-handled',
      'callback.not-from-gateway',
      'callback.unreadable',
      'callback.entry-unreadable',
    ],
    fields: [WHEN, 'message', 'inbound', 'key', 'kind', 'thrown.name', 'thrown.message'],
  },
  {
    name: 'messages that were not sent, and why',
    events: [
      'message.given-up',
      'outbox.not-delivered',
      'staff.phone-refused',
      'sms.provider-refuses',
      'sms.text-not-registered',
      'sms.circuit-opened',
      'sms.circuit-closed',
      'sms.circuit-unknown',
      'settings.unusable',
      'ladder.message-not-sent',
    ],
    fields: [
      WHEN,
      'message',
      'isolation',
      'matter',
      'key',
      'staff',
      'state',
      'reason',
      'provider',
      'template',
      'language',
      'thrown.name',
    ],
  },
  {
    name: 'strangers in danger, and digests that were not sent',
    events: [
      'sms.stranger-in-danger',
      'alert.not-told',
      'alert.unreadable',
      'alert.refused',
      'digest.not-sent',
    ],
    fields: [WHEN, 'message', 'inbound', 'community', 'staff', 'thrown.name', 'thrown.message'],
  },
  {
    name: 'answers that were withheld, by reason and hour',
    events: ['sms.answer-withheld', 'stranger.not-of-our-countries', 'strangers.budget-used-up'],
    fields: [WHEN],
    stats: 'count(*) as answers by message, bin(1h)',
  },
  {
    name: 'entries that were left out of the events for others',
    events: ['event.skipped'],
    fields: [WHEN, 'isolation', 'key', 'thrown.name', 'thrown.message'],
  },
  {
    name: 'errors, by kind',
    events: ['api.failed', 'roster.row-failed', 'roster.part-failed', 'invocation.failed'],
    fields: [WHEN],
    stats: 'count(*) as errors by message, thrown.name, @log',
  },
  {
    name: 'smoke tests, and how long they took',
    events: ['smoke-test.passed', 'smoke-test.not-ended'],
    fields: [WHEN, 'message', 'isolation', 'seconds', 'thrown.name'],
  },
  {
    name: 'registrations, by community and hour',
    events: ['returnee.registered'],
    fields: [WHEN],
    stats: 'count(*) as registered by community, bin(1h)',
  },
]

export interface SavedQueriesProps {
  readonly folder: string
  readonly logGroups: readonly ILogGroup[]
}

/** The queries of the runbook, ready on the console of CloudWatch Logs Insights. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { folder, logGroups }: SavedQueriesProps) {
    super(scope, id)
    for (const { name, events, fields, filters = [], stats, sort } of savedQueries) {
      const named =
        events.length === 0 ? [] : [`message in [${events.map((event) => `'${event}'`).join(', ')}]`]
      new QueryDefinition(this, name, {
        queryDefinitionName: `${folder}/${name}`,
        logGroups: [...logGroups],
        queryString: new QueryString({
          fields: [...fields],
          filterStatements: [...named, ...filters],
          ...(stats === undefined
            ? { sort: sort ?? '@timestamp desc', limit: 1000 }
            : { statsStatements: [stats] }),
        }),
      })
    }
  }
}
