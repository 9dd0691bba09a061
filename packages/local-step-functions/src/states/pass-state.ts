import { assignTemplate, evaluated, optionalTemplate } from '../expressions/typed-templates.ts'
import type { Link, State } from '../interpreter/model.ts'
import type { PassDefinition } from '../language/definition.ts'
import { andThen } from '../language/maybe-promise.ts'

export const passState = (name: string, definition: PassDefinition, next: Link): State => {
  const output = optionalTemplate(definition.Output, 'Output')
  const assign = assignTemplate(definition.Assign, 'Assign')
  return {
    name,
    type: 'Pass',
    entered: 'PassStateEntered',
    exited: 'PassStateExited',
    begin: (branch) => {
      if (output === undefined && assign === undefined) return branch.leave(next(), branch.input, undefined)
      const scope = branch.scope()
      return andThen(evaluated(output, scope, branch.input), (given) =>
        andThen(assign?.(scope), (assigned) => branch.leave(next(), given, assigned)),
      )
    },
  }
}
