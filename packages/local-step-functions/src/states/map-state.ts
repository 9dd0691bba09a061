import { evaluated, optionalTemplate, unexpected, wholeTemplate } from '../expressions/typed-templates.ts'
import { mapStateStarted } from '../history/history-events.ts'
import { newFork } from '../interpreter/fork.ts'
import type { Branch, Fork, Handlers, Link, State, StepResult } from '../interpreter/model.ts'
import type { MapDefinition } from '../language/definition.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { andThen } from '../language/maybe-promise.ts'
import { checkSize } from '../language/payload.ts'
import { finishing } from './finish-branches.ts'

/** "Inline mode … supports up to 40 concurrent iterations" (Step Functions Developer Guide, Map state). */
const MOST_CONCURRENT = 40
const MOST_CONCURRENCY = 99_999_999

export const mapState = (
  name: string,
  definition: MapDefinition,
  processor: State,
  handlers: Handlers,
  next: Link,
): State => {
  const items = optionalTemplate(definition.Items, 'Items')
  const selector = optionalTemplate(definition.ItemSelector, 'ItemSelector')
  const concurrency = wholeTemplate(definition.MaxConcurrency, 'MaxConcurrency', 0, MOST_CONCURRENCY)
  const finish = finishing('MapStateSucceeded', definition, next)

  const open = (branch: Branch, list: readonly JsonValue[]) => (fork: Fork, index: number) => {
    const Value = list[index] ?? null
    const item: JsonObject = { Item: { Index: index, Value } }
    if (selector === undefined) return fork.start(index, processor, Value, item)
    const scope = branch.scope()
    const states = { ...scope.states, context: branch.contextWith(item) }
    const selected = selector({ ...scope, states })
    if (selected instanceof Promise) return selected.then((input) => start(fork, index, input, item))
    return start(fork, index, selected, item)
  }

  const start = (fork: Fork, index: number, input: JsonValue, item: JsonObject): void => {
    checkSize(input, `The ItemSelector of the state '${name}'`)
    fork.start(index, processor, input, item)
  }

  const run = (branch: Branch, list: readonly JsonValue[], most: number): StepResult => {
    branch.record(mapStateStarted(list.length))
    const fork = newFork({
      owner: branch,
      size: list.length,
      concurrency: most === 0 ? MOST_CONCURRENT : Math.min(most, MOST_CONCURRENT),
      isMap: true,
      open: open(branch, list),
      complete: finish,
    })
    branch.fork = fork
    return fork.open()
  }

  return {
    name,
    type: 'Map',
    entered: 'MapStateEntered',
    exited: 'MapStateExited',
    handlers,
    begin: (branch) => {
      const scope = branch.scope()
      return andThen<JsonValue, Branch | undefined>(evaluated(items, scope, branch.input), (list) => {
        if (!Array.isArray(list))
          throw unexpected('Items', definition.Items ?? '$states.input', 'an array', list)
        return andThen<number, Branch | undefined>(concurrency?.(scope) ?? 0, (most) =>
          run(branch, list, most),
        )
      })
    },
  }
}
