import * as z from 'zod/mini'
import type { JsonValue } from '../core/json.ts'
import type { Ports } from '../core/ports/ports.ts'
import { AskInput, ask } from '../functions/ask/ask.ts'
import { askAgain } from '../functions/ask-again/ask-again.ts'
import { AwaitDecisionInput, awaitDecision } from '../functions/await-decision/await-decision.ts'
import { climbLadder, LadderInput } from '../functions/climb-ladder/climb-ladder.ts'
import { judgeSilence } from '../functions/judge-silence/judge-silence.ts'
import { NotifyRungInput, notifyRung } from '../functions/notify-rung/notify-rung.ts'
import { plan, StepInput } from '../functions/plan/plan.ts'
import { release } from '../functions/release/release.ts'
import { ReportFailureInput, reportFailure } from '../functions/report-failure/report-failure.ts'
import { reviewRelease } from '../functions/review-release/review-release.ts'
import { welcome } from '../functions/welcome/welcome.ts'
import { toBody } from '../record/to-body.ts'

type Lambda = (ports: Ports, payload: JsonValue) => Promise<JsonValue>

const lambda =
  <Input extends z.ZodMiniType>(
    input: Input,
    run: (ports: Ports, payload: z.output<Input>) => Promise<object | undefined>,
  ): Lambda =>
  async (ports, payload) => {
    const answer = await run(ports, z.parse(input, payload))
    return answer === undefined ? null : toBody(answer)
  }

const nothing =
  <Input>(run: (ports: Ports, payload: Input) => Promise<void>) =>
  async (ports: Ports, payload: Input): Promise<undefined> => {
    await run(ports, payload)
  }

/** The functions that the workflows call, under the names their texts give them. */
export const workflowFunctions: Readonly<Record<string, Lambda>> = {
  WelcomeFunctionArn: lambda(StepInput, welcome),
  PlanFunctionArn: lambda(StepInput, plan),
  AskFunctionArn: lambda(AskInput, nothing(ask)),
  JudgeSilenceFunctionArn: lambda(StepInput, judgeSilence),
  AskAgainFunctionArn: lambda(StepInput, askAgain),
  AwaitDecisionFunctionArn: lambda(AwaitDecisionInput, nothing(awaitDecision)),
  ReviewReleaseFunctionArn: lambda(StepInput, reviewRelease),
  ReleaseFunctionArn: lambda(StepInput, nothing(release)),
  ReportFailureFunctionArn: lambda(ReportFailureInput, reportFailure),
  ClimbLadderFunctionArn: lambda(LadderInput, climbLadder),
  NotifyRungFunctionArn: lambda(NotifyRungInput, nothing(notifyRung)),
}
