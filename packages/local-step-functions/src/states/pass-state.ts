import type { PassDefinition } from '../language/definition.ts'
import { after } from '../language/maybe-promise.ts'
import type { Link, State } from '../interpreter/model.ts'
import { assignTemplate, optionalTemplate } from '../expressions/typed-templates.ts'

export const passState = (name: string, definition: PassDefinition, next: Link): State => {
  const output = optionalTemplate(definition.Output, 'Output')
  const assign = assignTemplate(definition.Assign, 'Assign')
  return {
    name,
    type: 'Pass',
    entered: 'PassStateEntered',
    exited: 'PassStateExited',
    begin: (strand) => {
      if (output === undefined && assign === undefined) return strand.leave(next(), strand.input, undefined)
      const scope = strand.scope()
      return after(output?.(scope) ?? strand.input, (given) =>
        after(assign?.(scope), (assigned) => strand.leave(next(), given, assigned)),
      )
    },
  }
}
