import { evaluated, optionalTemplate, textTemplate } from '../expressions/typed-templates.ts'
import type { State } from '../interpreter/model.ts'
import type { FailDefinition, SucceedDefinition } from '../language/definition.ts'
import { StateFailure } from '../language/errors.ts'
import { andThen } from '../language/maybe-promise.ts'

export const succeedState = (name: string, definition: SucceedDefinition): State => {
  const output = optionalTemplate(definition.Output, 'Output')
  return {
    name,
    type: 'Succeed',
    entered: 'SucceedStateEntered',
    exited: 'SucceedStateExited',
    begin: (branch) =>
      andThen(evaluated(output, branch.scope(), branch.input), (given) =>
        branch.leave(undefined, given, undefined),
      ),
  }
}

export const failState = (name: string, definition: FailDefinition): State => {
  const error = textTemplate(definition.Error, 'Error')
  const cause = textTemplate(definition.Cause, 'Cause')
  return {
    name,
    type: 'Fail',
    entered: 'FailStateEntered',
    exited: 'FailStateExited',
    begin: (branch) => {
      const scope = branch.scope()
      return andThen(error?.(scope), (name) =>
        andThen(cause?.(scope), (reason) => {
          throw new StateFailure(name, reason)
        }),
      )
    },
  }
}
