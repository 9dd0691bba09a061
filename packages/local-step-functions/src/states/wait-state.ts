import type { JsonObject, JsonValue } from '../../../../core/json.ts'
import { isTimestamp } from '../language/check-definition.ts'
import type { WaitDefinition } from '../language/definition.ts'
import { compileTemplate } from '../expressions/compile-template.ts'
import type { Scope } from '../expressions/scope.ts'
import { after, type Later } from '../language/maybe-promise.ts'
import type { Link, State } from '../interpreter/model.ts'
import {
  assignTemplate,
  optionalTemplate,
  unexpected,
  wholeTemplate,
} from '../expressions/typed-templates.ts'

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
    begin: (strand) => {
      const { engine } = strand.execution
      return after(due(strand.scope(), engine.now()), (at) => {
        strand.timer = engine.schedule(strand, at, () => {
          if (output === undefined && assign === undefined)
            return strand.leave(next(), strand.input, undefined)
          const scope = strand.scope()
          const given: Later<JsonValue> = output?.(scope) ?? strand.input
          return after(given, (value) =>
            after(assign?.(scope), (assigned: JsonObject | undefined) =>
              strand.leave(next(), value, assigned),
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
}: WaitDefinition): ((scope: Scope, now: number) => Later<number>) => {
  const seconds = wholeTemplate(Seconds, 'Seconds', 0, MOST_SECONDS)
  if (seconds !== undefined) return (scope, now) => after(seconds(scope), (duration) => now + duration * 1000)
  const evaluate = compileTemplate(Timestamp, 'Timestamp')
  const parse = (value: JsonValue): number => {
    if (typeof value === 'string' && isTimestamp(value)) return Date.parse(value)
    throw unexpected('Timestamp', Timestamp, 'an RFC 3339 timestamp with T and Z or an offset', value)
  }
  return (scope) => after(evaluate(scope), parse)
}
