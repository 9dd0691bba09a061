import { assignTemplate, evaluated, optionalTemplate } from '../expressions/typed-templates.ts'
import { bare } from '../history/history-events.ts'
import type { Branch, Link, StepResult } from '../interpreter/model.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { andThen } from '../language/maybe-promise.ts'
import { checkSize } from '../language/payload.ts'

export type Finish = (branch: Branch, results: JsonValue[]) => StepResult

interface Fields {
  readonly Output?: JsonValue | undefined
  readonly Assign?: JsonObject | undefined
}

/** What a Map or Parallel state does once all its branches have finished. */
export const finishing = (succeeded: string, { Output, Assign }: Fields, next: Link): Finish => {
  const event = bare(succeeded)
  const output = optionalTemplate(Output, 'Output', 'result')
  const assign = assignTemplate(Assign, 'Assign', 'result')
  return (branch, results) => {
    checkSize(results, `The result of the state '${branch.state.name}'`)
    // On AWS the exit follows the last branch's event, and not this one.
    branch.execution.record(event, branch.lastEvent)
    if (output === undefined && assign === undefined) return branch.leave(next(), results, undefined)
    const scope = branch.scopeWithResult(results)
    return andThen(evaluated(output, scope, results), (given) =>
      andThen(assign?.(scope), (assigned) => branch.leave(next(), given, assigned)),
    )
  }
}
