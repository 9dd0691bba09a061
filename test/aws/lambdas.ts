import type { Context } from 'aws-lambda'
import type { JsonValue } from '../../core/json.ts'
import { Environment as apiEnvironment } from '../../functions/api/environment.ts'
import { handler as api } from '../../functions/api/handler.ts'
import { Environment as askEnvironment } from '../../functions/ask/environment.ts'
import { handler as ask } from '../../functions/ask/handler.ts'
import { Environment as askAgainEnvironment } from '../../functions/ask-again/environment.ts'
import { handler as askAgain } from '../../functions/ask-again/handler.ts'
import { Environment as awaitDecisionEnvironment } from '../../functions/await-decision/environment.ts'
import { handler as awaitDecision } from '../../functions/await-decision/handler.ts'
import { Environment as beginSweepEnvironment } from '../../functions/begin-sweep/environment.ts'
import { handler as beginSweep } from '../../functions/begin-sweep/handler.ts'
import { Environment as climbLadderEnvironment } from '../../functions/climb-ladder/environment.ts'
import { handler as climbLadder } from '../../functions/climb-ladder/handler.ts'
import { Environment as countFiguresEnvironment } from '../../functions/count-figures/environment.ts'
import { handler as countFigures } from '../../functions/count-figures/handler.ts'
import { Environment as deliverEnvironment } from '../../functions/deliver/environment.ts'
import { handler as deliver } from '../../functions/deliver/handler.ts'
import { Environment as importRosterEnvironment } from '../../functions/import-roster/environment.ts'
import { handler as importRoster } from '../../functions/import-roster/handler.ts'
import { Environment as judgeSilenceEnvironment } from '../../functions/judge-silence/environment.ts'
import { handler as judgeSilence } from '../../functions/judge-silence/handler.ts'
import { Environment as keepWatchEnvironment } from '../../functions/keep-watch/environment.ts'
import { handler as keepWatch } from '../../functions/keep-watch/handler.ts'
import { Environment as moveExecutionsEnvironment } from '../../functions/move-executions/environment.ts'
import { handler as moveExecutions } from '../../functions/move-executions/handler.ts'
import { Environment as noteChangesEnvironment } from '../../functions/note-changes/environment.ts'
import { handler as noteChanges } from '../../functions/note-changes/handler.ts'
import { Environment as notifyRungEnvironment } from '../../functions/notify-rung/environment.ts'
import { handler as notifyRung } from '../../functions/notify-rung/handler.ts'
import { Environment as planEnvironment } from '../../functions/plan/environment.ts'
import { handler as plan } from '../../functions/plan/handler.ts'
import { Environment as publishEventsEnvironment } from '../../functions/publish-events/environment.ts'
import { handler as publishEvents } from '../../functions/publish-events/handler.ts'
import { Environment as receiveReceiptEnvironment } from '../../functions/receive-receipt/environment.ts'
import { handler as receiveReceipt } from '../../functions/receive-receipt/handler.ts'
import { Environment as receiveSmsEnvironment } from '../../functions/receive-sms/environment.ts'
import { handler as receiveSms } from '../../functions/receive-sms/handler.ts'
import { Environment as releaseEnvironment } from '../../functions/release/environment.ts'
import { handler as release } from '../../functions/release/handler.ts'
import { Environment as reportFailureEnvironment } from '../../functions/report-failure/environment.ts'
import { handler as reportFailure } from '../../functions/report-failure/handler.ts'
import { Environment as reviewReleaseEnvironment } from '../../functions/review-release/environment.ts'
import { handler as reviewRelease } from '../../functions/review-release/handler.ts'
import { Environment as smokeTestEnvironment } from '../../functions/smoke-test/environment.ts'
import { handler as smokeTest } from '../../functions/smoke-test/handler.ts'
import { Environment as sumDistrictEnvironment } from '../../functions/sum-district/environment.ts'
import { handler as sumDistrict } from '../../functions/sum-district/handler.ts'
import { Environment as sweepEnvironment } from '../../functions/sweep/environment.ts'
import { handler as sweep } from '../../functions/sweep/handler.ts'
import { Environment as welcomeEnvironment } from '../../functions/welcome/environment.ts'
import { handler as welcome } from '../../functions/welcome/handler.ts'

interface Deployed {
  readonly variables: readonly string[]
  readonly invoke: (event: unknown, context: Context) => Promise<unknown>
}

const deployed = <Event, Answer>(
  environment: { readonly shape: object },
  handler: (event: Event, context: Context) => Promise<Answer>,
): Deployed => ({
  variables: Object.keys(environment.shape),
  // Events come as JSON: the handlers check them, or AWS has.
  invoke: (event, context) => handler(JSON.parse(JSON.stringify(event ?? null)), context),
})

/** Every Lambda by the name of its folder, and those of the workflows by the names their texts give them. */
const lambdas = {
  WelcomeFunctionArn: deployed(welcomeEnvironment, welcome),
  PlanFunctionArn: deployed(planEnvironment, plan),
  AskFunctionArn: deployed(askEnvironment, ask),
  JudgeSilenceFunctionArn: deployed(judgeSilenceEnvironment, judgeSilence),
  AskAgainFunctionArn: deployed(askAgainEnvironment, askAgain),
  AwaitDecisionFunctionArn: deployed(awaitDecisionEnvironment, awaitDecision),
  ReviewReleaseFunctionArn: deployed(reviewReleaseEnvironment, reviewRelease),
  ReleaseFunctionArn: deployed(releaseEnvironment, release),
  ReportFailureFunctionArn: deployed(reportFailureEnvironment, reportFailure),
  ClimbLadderFunctionArn: deployed(climbLadderEnvironment, climbLadder),
  NotifyRungFunctionArn: deployed(notifyRungEnvironment, notifyRung),
  'receive-sms': deployed(receiveSmsEnvironment, receiveSms),
  'receive-receipt': deployed(receiveReceiptEnvironment, receiveReceipt),
  deliver: deployed(deliverEnvironment, deliver),
  'begin-sweep': deployed(beginSweepEnvironment, beginSweep),
  'import-roster': deployed(importRosterEnvironment, importRoster),
  sweep: deployed(sweepEnvironment, sweep),
  'note-changes': deployed(noteChangesEnvironment, noteChanges),
  'count-figures': deployed(countFiguresEnvironment, countFigures),
  'sum-district': deployed(sumDistrictEnvironment, sumDistrict),
  'move-executions': deployed(moveExecutionsEnvironment, moveExecutions),
  'keep-watch': deployed(keepWatchEnvironment, keepWatch),
  'publish-events': deployed(publishEventsEnvironment, publishEvents),
  'smoke-test': deployed(smokeTestEnvironment, smokeTest),
  api: deployed(apiEnvironment, api),
} as const

export type LambdaName = keyof typeof lambdas
export const isLambdaName = (name: string): name is LambdaName => Object.hasOwn(lambdas, name)

export const lambdaContext = (functionName: string): Context => ({
  functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:local-1:000000000000:function:${functionName}`,
  memoryLimitInMB: '256',
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  logGroupName: functionName,
  logStreamName: 'test',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
})

/** Invokes a Lambda as AWS does, with its own environment variables only. */
export const invokeLambda = async (
  name: LambdaName,
  event: unknown,
  variables: Readonly<Record<string, string>>,
): Promise<JsonValue> => {
  const { variables: known, invoke } = lambdas[name]
  for (const variable of Object.keys(variables)) delete process.env[variable]
  for (const variable of known) {
    const value = variables[variable]
    if (value !== undefined) process.env[variable] = value
  }
  const answer: JsonValue = JSON.parse(JSON.stringify((await invoke(event, lambdaContext(name))) ?? null))
  return answer
}
