import { describeProblems, type Problem } from './definition-problems.ts'
import { StepFunctionsError } from './errors.ts'

/** A definition that cannot run, with all that is wrong with it. */
export class InvalidDefinition extends StepFunctionsError {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super('InvalidDefinition', `Invalid State Machine Definition: ${describeProblems(problems)}`)
    this.problems = problems
  }
}
