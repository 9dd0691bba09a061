import { evaluated, optionalTemplate } from '../expressions/typed-templates.ts'
import { bare } from '../history/history-events.ts'
import { newFork } from '../interpreter/fork.ts'
import type { Handlers, Link, State } from '../interpreter/model.ts'
import type { ParallelDefinition } from '../language/definition.ts'
import type { JsonValue } from '../language/json.ts'
import { andThen } from '../language/maybe-promise.ts'
import { type Finish, finishing } from './finish-branches.ts'

const STARTED = bare('ParallelStateStarted')

export const parallelState = (
  name: string,
  definition: ParallelDefinition,
  branches: readonly State[],
  handlers: Handlers,
  next: Link,
): State => {
  const args = optionalTemplate(definition.Arguments, 'Arguments')
  const finish: Finish = finishing('ParallelStateSucceeded', definition, next)
  return {
    name,
    type: 'Parallel',
    entered: 'ParallelStateEntered',
    exited: 'ParallelStateExited',
    handlers,
    begin: (branch) =>
      andThen<JsonValue, typeof branch | undefined>(
        evaluated(args, branch.scope(), branch.input),
        (input) => {
          branch.record(STARTED)
          const fork = newFork({
            owner: branch,
            size: branches.length,
            concurrency: branches.length,
            isMap: false,
            open: (opened, index) => {
              const start = branches[index]
              if (start !== undefined) opened.start(index, start, input, branch.item)
            },
            complete: finish,
          })
          branch.fork = fork
          return fork.open()
        },
      ),
  }
}
