import type { JsonValue } from '../../../core/json.ts'
import type { ParallelDefinition } from '../definition.ts'
import { Fork } from '../fork.ts'
import { bare } from '../history-events.ts'
import { after } from '../later.ts'
import type { Handlers, Link, State } from '../state.ts'
import { optionalTemplate } from '../template.ts'
import { type Finish, finishing } from './finish.ts'

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
