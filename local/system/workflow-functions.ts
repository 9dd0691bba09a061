import * as z from 'zod/mini'
import type { JsonValue } from '../../core/json.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { toBody } from '../../core/to-body.ts'
import { AskInput, ask } from '../../usecases/ask/ask.ts'
import { askAgain } from '../../usecases/ask/ask-again.ts'
import { AwaitDecisionInput, awaitDecision } from '../../usecases/await-decision/await-decision.ts'
import { climbLadder, LadderInput } from '../../usecases/climb-ladder/climb-ladder.ts'
import { NotifyRungInput, notifyRung } from '../../usecases/climb-ladder/notify-rung.ts'
import { judgeSilence } from '../../usecases/judge-silence/judge-silence.ts'
import { plan, StepInput } from '../../usecases/plan/plan-next-step.ts'
import { release } from '../../usecases/release/release.ts'
import { ReportFailureInput, reportFailure } from '../../usecases/report-failure/report-failure.ts'
import { reviewRelease } from '../../usecases/review-release/review-release.ts'
import { welcome } from '../../usecases/welcome/welcome.ts'

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

/** The functions that the workflows call, by their names in the definitions. */
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
