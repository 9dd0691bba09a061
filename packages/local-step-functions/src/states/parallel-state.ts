import type { JsonValue } from '../../../../core/json.ts'
import type { ParallelDefinition } from '../language/definition.ts'
import { Fork } from '../interpreter/fork.ts'
import { bare } from '../history/history-events.ts'
import { after } from '../language/maybe-promise.ts'
import type { Handlers, Link, State } from '../interpreter/model.ts'
import { optionalTemplate } from '../expressions/typed-templates.ts'
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
    begin: (strand) =>
      after<JsonValue, typeof strand | undefined>(args?.(strand.scope()) ?? strand.input, (input) => {
        strand.record(STARTED)
        const fork = new Fork({
          owner: strand,
          size: branches.length,
          concurrency: branches.length,
          isMap: false,
          open: (opened, index) => {
            const start = branches[index]
            if (start !== undefined) opened.start(index, start, input, strand.item)
          },
          complete: finish,
        })
        strand.branches = fork
        return fork.open()
      }),
  }
}
