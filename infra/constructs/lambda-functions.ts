import { Duration } from 'aws-cdk-lib'
import type { Code } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type * as z from 'zod/mini'
import { Environment as Api } from '../../functions/api/environment.ts'
import { Environment as Ask } from '../../functions/ask/environment.ts'
import { Environment as AskAgain } from '../../functions/ask-again/environment.ts'
import { Environment as AwaitDecision } from '../../functions/await-decision/environment.ts'
import { Environment as BeginSweep } from '../../functions/begin-sweep/environment.ts'
import { Environment as ClimbLadder } from '../../functions/climb-ladder/environment.ts'
import { Environment as CountFigures } from '../../functions/count-figures/environment.ts'
import { Environment as Deliver } from '../../functions/deliver/environment.ts'
import { Environment as ImportRoster } from '../../functions/import-roster/environment.ts'
import { Environment as JudgeSilence } from '../../functions/judge-silence/environment.ts'
import { Environment as KeepWatch } from '../../functions/keep-watch/environment.ts'
import { Environment as MoveExecutions } from '../../functions/move-executions/environment.ts'
import { Environment as NoteChanges } from '../../functions/note-changes/environment.ts'
import { Environment as NotifyRung } from '../../functions/notify-rung/environment.ts'
import { Environment as Plan } from '../../functions/plan/environment.ts'
import { Environment as PublishEvents } from '../../functions/publish-events/environment.ts'
import { Environment as ReceiveReceipt } from '../../functions/receive-receipt/environment.ts'
import { Environment as ReceiveSms } from '../../functions/receive-sms/environment.ts'
import { Environment as Release } from '../../functions/release/environment.ts'
import { Environment as ReportFailure } from '../../functions/report-failure/environment.ts'
import { Environment as ReviewRelease } from '../../functions/review-release/environment.ts'
import { Environment as SmokeTest } from '../../functions/smoke-test/environment.ts'
import { Environment as SumDistrict } from '../../functions/sum-district/environment.ts'
import { Environment as Sweep } from '../../functions/sweep/environment.ts'
import { Environment as Welcome } from '../../functions/welcome/environment.ts'
import { type FunctionName, grants } from '../bundles/grants.ts'
import type { Concurrency } from '../stages/capacity-settings.ts'
import type { LogSettings } from './encrypted-log-group.ts'
import { COUNT_TIMEOUT, NOTE_TIMEOUT, SUM_TIMEOUT } from './figures.ts'
import { acknowledgementsFor, type Granted, statementsFor } from './iam-statements.ts'
import { type EnvironmentSchema, ServiceFunction } from './service-function.ts'
import { SWEEP_TIMEOUT } from './sweeper.ts'

/** All environment variables; each function gets those in its schema. Optional: as the stage has it. */
export type Variables = {
  readonly STAGE: string
  readonly SERVICE_NAME: string
  readonly TABLE_NAME: string
  readonly RESTORED_TABLE?: 'yes' | undefined
  readonly DUE_SHARDS: string
  readonly ISOLATION_WORKFLOW_ARN: string
  readonly ESCALATION_WORKFLOW_ARN: string
  readonly OUTBOX_URGENT_QUEUE_URL: string
  readonly OUTBOX_ROUTINE_QUEUE_URL: string
  readonly SWEEP_QUEUE_URL: string
  readonly IMPORT_QUEUE_URL: string
  readonly RECOUNT_QUEUE_URL: string
  readonly FIGURES_EVERY_SECONDS: string
  readonly ALERT_TOPIC_ARN: string
  readonly LOOKUP_SECRET_ARN: string
  readonly DEAD_LETTERS: string
  readonly SMS_BY_AWS?: 'no' | undefined
  readonly SMS_GATEWAY_ENDPOINT?: string | undefined
  readonly SMS_GATEWAY_SECRET_ARN?: string | undefined
  readonly SMS_GATEWAY_SIGNATURES?: string | undefined
  readonly SMS_REGISTERED_TEXTS?: string | undefined
  readonly TWO_WAY_TOPIC_ARN: string
  readonly SMS_CONFIGURATION_SET?: string | undefined
  readonly SETTINGS_PARAMETER: string
  readonly SETTINGS: string
}

export interface FunctionsProps {
  readonly codeOf: (name: FunctionName) => Code
  readonly granted: Granted
  readonly variables: Variables
  readonly logs: LogSettings
  /** Environments set aside for some of them. */
  readonly concurrency: Concurrency
}

/** A step of a workflow: its definition allows 60 seconds, the function times out earlier. */
const STEP_TIMEOUT = Duration.seconds(50)
export const RECEIVE_TIMEOUT = Duration.seconds(60)
/** For some 50 rows of a roster, which take five seconds. */
export const IMPORT_TIMEOUT = Duration.seconds(60)
export const DELIVER_TIMEOUT = Duration.seconds(60)
const API_TIMEOUT = Duration.seconds(29)
const PUBLISH_TIMEOUT = Duration.seconds(30)
const WATCH_TIMEOUT = Duration.minutes(4)
/** It moves for three minutes, and finishes its page. */
const MOVE_TIMEOUT = Duration.minutes(14)
/** Of its steps each may take a minute. */
const SMOKE_TEST_TIMEOUT = Duration.minutes(7)

/** All functions of the service. grants.ts says what each may do. */
export class Functions extends Construct {
  readonly #props: FunctionsProps
  readonly byName: Readonly<Record<FunctionName, ServiceFunction>>

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id)
    this.#props = props
    const { variables } = props
    const step = { timeout: STEP_TIMEOUT }
    this.byName = {
      welcome: this.#add('welcome', Welcome, variables, 'Welcomes the returnee', step),
      plan: this.#add('plan', Plan, variables, 'Says what comes next', step),
      ask: this.#add('ask', Ask, variables, 'Asks for a temperature, or reminds', step),
      'judge-silence': this.#add('judge-silence', JudgeSilence, variables, 'Decides about a silence', step),
      'ask-again': this.#add('ask-again', AskAgain, variables, 'Asks for a second measurement', step),
      'await-decision': this.#add('await-decision', AwaitDecision, variables, 'Waits for a person', step),
      'review-release': this.#add(
        'review-release',
        ReviewRelease,
        variables,
        'Proposes or holds the release',
        step,
      ),
      release: this.#add('release', Release, variables, 'Releases the returnee', step),
      'report-failure': this.#add('report-failure', ReportFailure, variables, 'Notes whose step fails', step),
      'climb-ladder': this.#add(
        'climb-ladder',
        ClimbLadder,
        variables,
        'Hands a matter to the next rung',
        step,
      ),
      'notify-rung': this.#add('notify-rung', NotifyRung, variables, 'Tells everyone on a rung', step),
      'receive-sms': this.#add('receive-sms', ReceiveSms, variables, 'Understands texts from phones', {
        timeout: RECEIVE_TIMEOUT,
      }),
      'receive-receipt': this.#add(
        'receive-receipt',
        ReceiveReceipt,
        variables,
        'Notes what became of texts',
        { timeout: RECEIVE_TIMEOUT },
      ),
      deliver: this.#add('deliver', Deliver, variables, "Sends texts at the provider's pace", {
        timeout: DELIVER_TIMEOUT,
      }),
      'begin-sweep': this.#add(
        'begin-sweep',
        BeginSweep,
        variables,
        'Hands out the sweep, and judges the lines',
        { timeout: WATCH_TIMEOUT, memoryMegabytes: 1024 },
      ),
      'import-roster': this.#add('import-roster', ImportRoster, variables, 'Registers the rows of rosters', {
        timeout: IMPORT_TIMEOUT,
      }),
      sweep: this.#add('sweep', Sweep, variables, 'Looks for anybody left behind', {
        timeout: SWEEP_TIMEOUT,
        memoryMegabytes: 1024,
      }),
      'move-executions': this.#add(
        'move-executions',
        MoveExecutions,
        variables,
        'Moves running executions to a new workflow text',
        { timeout: MOVE_TIMEOUT },
      ),
      'keep-watch': this.#add('keep-watch', KeepWatch, variables, 'Tells what is due between the steps', {
        timeout: WATCH_TIMEOUT,
      }),
      'publish-events': this.#add(
        'publish-events',
        PublishEvents,
        variables,
        'Makes events for other systems',
        {
          timeout: PUBLISH_TIMEOUT,
        },
      ),
      'smoke-test': this.#add('smoke-test', SmokeTest, variables, 'Isolates somebody who does not exist', {
        timeout: SMOKE_TEST_TIMEOUT,
      }),
      'note-changes': this.#add('note-changes', NoteChanges, variables, 'Says what has to be counted again', {
        timeout: NOTE_TIMEOUT,
      }),
      'count-figures': this.#add('count-figures', CountFigures, variables, 'Counts a part of a grid', {
        timeout: COUNT_TIMEOUT,
      }),
      'sum-district': this.#add('sum-district', SumDistrict, variables, 'Adds up the district', {
        timeout: SUM_TIMEOUT,
        memoryMegabytes: 1769,
      }),
      api: this.#add('api', Api, variables, 'Answers the HTTP API', {
        timeout: API_TIMEOUT,
        memoryMegabytes: 1024,
      }),
    }
  }

  #add<Schema extends EnvironmentSchema>(
    verb: FunctionName,
    schema: Schema,
    /** A missing variable of the schema does not compile. */
    variables: z.input<NoInfer<Schema>>,
    description: string,
    { timeout, memoryMegabytes = 512 }: { readonly timeout: Duration; readonly memoryMegabytes?: number },
  ): ServiceFunction {
    const { codeOf, granted, logs, concurrency } = this.#props
    return new ServiceFunction(this, verb, {
      verb,
      description,
      code: codeOf(verb),
      schema,
      variables,
      permissions: statementsFor(grants[verb], granted),
      acknowledgements: acknowledgementsFor(grants[verb], granted),
      timeout,
      memoryMegabytes,
      reservedConcurrency: concurrency[verb],
      logs,
    })
  }
}
