import { compileTemplate } from '../expressions/compile-template.ts'
import type { Scope } from '../expressions/scope.ts'
import {
  type AssignTemplate,
  assignTemplate,
  evaluated,
  optionalTemplate,
  type Template,
  unexpected,
} from '../expressions/typed-templates.ts'
import type { Branch, Link, State, StepResult } from '../interpreter/model.ts'
import type { ChoiceDefinition } from '../language/definition.ts'
import { NO_CHOICE_MATCHED, StateFailure } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { andThen, type MaybePromise } from '../language/maybe-promise.ts'

interface Way {
  readonly next: Link
  readonly output: Template | undefined
  readonly assign: AssignTemplate | undefined
}

interface Rule extends Way {
  readonly holds: (scope: Scope) => MaybePromise<boolean>
}

/** The state's own Output and Assign count only when no rule matches. */
export const choiceState = (
  name: string,
  definition: ChoiceDefinition,
  link: (target: string) => Link,
): State => {
  const rules: Rule[] = definition.Choices.map((rule, index) => ({
    holds: condition(rule.Condition, `Choices[${index}]/Condition`),
    next: link(rule.Next),
    output: optionalTemplate(rule.Output, `Choices[${index}]/Output`),
    assign: assignTemplate(rule.Assign, `Choices[${index}]/Assign`),
  }))
  const { Default } = definition
  const otherwise: Way | undefined =
    Default === undefined
      ? undefined
      : {
          next: link(Default),
          output: optionalTemplate(definition.Output, 'Output'),
          assign: assignTemplate(definition.Assign, 'Assign'),
        }

  const choose = (branch: Branch, scope: Scope, from: number): StepResult => {
    for (let index = from; index < rules.length; index += 1) {
      const rule = rules[index]
      const holds = rule?.holds(scope)
      if (holds instanceof Promise)
        return holds.then((held) =>
          held && rule !== undefined ? take(branch, scope, rule) : choose(branch, scope, index + 1),
        )
      if (holds === true && rule !== undefined) return take(branch, scope, rule)
    }
    if (otherwise !== undefined) return take(branch, scope, otherwise)
    throw new StateFailure(
      NO_CHOICE_MATCHED,
      'Failed to transition out of the state. The state does not point to a next state.',
      { inside: true },
    )
  }

  return {
    name,
    type: 'Choice',
    entered: 'ChoiceStateEntered',
    exited: 'ChoiceStateExited',
    begin: (branch) => choose(branch, branch.scope(), 0),
  }
}

const take = (branch: Branch, scope: Scope, { next, output, assign }: Way): StepResult => {
  if (output === undefined && assign === undefined) return branch.leave(next(), branch.input, undefined)
  const given: MaybePromise<JsonValue> = evaluated(output, scope, branch.input)
  return andThen(given, (value) =>
    andThen<JsonObject | undefined, Branch | undefined>(assign?.(scope), (assigned) =>
      branch.leave(next(), value, assigned),
    ),
  )
}

const condition = (source: boolean | string, place: string): ((scope: Scope) => MaybePromise<boolean>) => {
  if (typeof source === 'boolean') return () => source
  const evaluate = compileTemplate(source, place)
  const check = (value: JsonValue): boolean => {
    if (typeof value === 'boolean') return value
    throw unexpected(place, source, 'a boolean', value)
  }
  return (scope) => andThen(evaluate(scope), check)
}
