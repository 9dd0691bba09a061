import type { FailDefinition, SucceedDefinition } from '../language/definition.ts'
import { StateFailure } from '../language/errors.ts'
import { after } from '../language/maybe-promise.ts'
import type { State } from '../interpreter/model.ts'
import { optionalTemplate, textTemplate } from '../expressions/typed-templates.ts'

export const succeedState = (name: string, definition: SucceedDefinition): State => {
  const output = optionalTemplate(definition.Output, 'Output')
  return {
    name,
    type: 'Succeed',
    entered: 'SucceedStateEntered',
    exited: 'SucceedStateExited',
    begin: (strand) =>
      after(output?.(strand.scope()) ?? strand.input, (given) => strand.leave(undefined, given, undefined)),
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
    begin: (strand) => {
      const scope = strand.scope()
      return after(error?.(scope), (name) =>
        after(cause?.(scope), (reason) => {
          throw new StateFailure(name, reason)
        }),
      )
    },
  }
}
