import { compileTemplate } from '../expressions/compile-template.ts'
import type { Scope } from '../expressions/scope.ts'
import {
  assignTemplate,
  evaluated,
  optionalTemplate,
  unexpected,
  wholeTemplate,
} from '../expressions/typed-templates.ts'
import type { Link, State } from '../interpreter/model.ts'
import { isTimestamp } from '../language/check-definition.ts'
import type { WaitDefinition } from '../language/definition.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { andThen, type MaybePromise } from '../language/maybe-promise.ts'

const MOST_SECONDS = 99_999_999

export const waitState = (name: string, definition: WaitDefinition, next: Link): State => {
  const due = dueTemplate(definition)
  const output = optionalTemplate(definition.Output, 'Output')
  const assign = assignTemplate(definition.Assign, 'Assign')
  return {
    name,
    type: 'Wait',
    entered: 'WaitStateEntered',
    exited: 'WaitStateExited',
    begin: (branch) => {
      const { engine } = branch.execution
      return andThen(due(branch.scope(), engine.now()), (at) => {
        branch.timer = engine.schedule(branch, at, () => {
          if (output === undefined && assign === undefined)
            return branch.leave(next(), branch.input, undefined)
          const scope = branch.scope()
          const given: MaybePromise<JsonValue> = evaluated(output, scope, branch.input)
          return andThen(given, (value) =>
            andThen(assign?.(scope), (assigned: JsonObject | undefined) =>
              branch.leave(next(), value, assigned),
            ),
          )
        })
        return undefined
      })
    },
  }
}

/** Gives the time to go on, in milliseconds. A Timestamp that has passed means now. */
const dueTemplate = ({
  Seconds,
  Timestamp = '',
}: WaitDefinition): ((scope: Scope, now: number) => MaybePromise<number>) => {
  const seconds = wholeTemplate(Seconds, 'Seconds', 0, MOST_SECONDS)
  if (seconds !== undefined)
    return (scope, now) => andThen(seconds(scope), (duration) => now + duration * 1000)
  const evaluate = compileTemplate(Timestamp, 'Timestamp')
  const parse = (value: JsonValue): number => {
    if (typeof value === 'string' && isTimestamp(value)) return Date.parse(value)
    throw unexpected('Timestamp', Timestamp, 'an RFC 3339 timestamp with T and Z or an offset', value)
  }
  return (scope) => andThen(evaluate(scope), parse)
}
