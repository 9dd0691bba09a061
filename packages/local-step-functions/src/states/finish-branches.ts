import type { JsonObject, JsonValue } from '../../../../core/json.ts'
import { bare } from '../history/history-events.ts'
import { after } from '../language/maybe-promise.ts'
import { checkSize } from '../language/payload.ts'
import type { Flow, Link } from '../interpreter/model.ts'
import type { Strand } from '../interpreter/branch.ts'
import { assignTemplate, optionalTemplate } from '../expressions/typed-templates.ts'

export type Finish = (strand: Strand, results: JsonValue[]) => Flow

interface Fields {
  readonly Output?: JsonValue | undefined
  readonly Assign?: JsonObject | undefined
}

/** What a Map or Parallel state does once all its branches are through. */
export const finishing = (succeeded: string, { Output, Assign }: Fields, next: Link): Finish => {
  const event = bare(succeeded)
  const output = optionalTemplate(Output, 'Output', 'result')
  const assign = assignTemplate(Assign, 'Assign', 'result')
  return (strand, results) => {
    checkSize(results, `The result of the state '${strand.state.name}'`)
    // AWS lets the exit follow the last branch's event, past this one.
    strand.execution.record(event, strand.lastEvent)
    if (output === undefined && assign === undefined) return strand.leave(next(), results, undefined)
    const scope = strand.scopeWithResult(results)
    return after(output?.(scope) ?? results, (given) =>
      after(assign?.(scope), (assigned) => strand.leave(next(), given, assigned)),
    )
  }
}
