import type { JsonObject, JsonValue } from '../../../../core/json.ts'
import type { ChoiceDefinition } from '../language/definition.ts'
import { NO_CHOICE_MATCHED, StateFailure } from '../language/errors.ts'
import { compileTemplate } from '../expressions/compile-template.ts'
import type { Scope } from '../expressions/scope.ts'
import { after, type Later } from '../language/maybe-promise.ts'
import type { Flow, Link, State } from '../interpreter/model.ts'
import type { Strand } from '../interpreter/branch.ts'
import {
  type AssignTemplate,
  assignTemplate,
  optionalTemplate,
  type Template,
  unexpected,
} from '../expressions/typed-templates.ts'

interface Way {
  readonly next: Link
  readonly output: Template | undefined
  readonly assign: AssignTemplate | undefined
}

interface Rule extends Way {
  readonly holds: (scope: Scope) => Later<boolean>
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

  const choose = (strand: Strand, scope: Scope, from: number): Flow => {
    for (let index = from; index < rules.length; index += 1) {
      const rule = rules[index]
      const holds = rule?.holds(scope)
      if (holds instanceof Promise)
        return holds.then((held) =>
          held && rule !== undefined ? take(strand, scope, rule) : choose(strand, scope, index + 1),
        )
      if (holds === true && rule !== undefined) return take(strand, scope, rule)
    }
    if (otherwise !== undefined) return take(strand, scope, otherwise)
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
    begin: (strand) => choose(strand, strand.scope(), 0),
  }
}

const take = (strand: Strand, scope: Scope, { next, output, assign }: Way): Flow => {
  if (output === undefined && assign === undefined) return strand.leave(next(), strand.input, undefined)
  const given: Later<JsonValue> = output?.(scope) ?? strand.input
  return after(given, (value) =>
    after<JsonObject | undefined, Strand | undefined>(assign?.(scope), (assigned) =>
      strand.leave(next(), value, assigned),
    ),
  )
}

const condition = (source: boolean | string, place: string): ((scope: Scope) => Later<boolean>) => {
  if (typeof source === 'boolean') return () => source
  const evaluate = compileTemplate(source, place)
  const check = (value: JsonValue): boolean => {
    if (typeof value === 'boolean') return value
    throw unexpected(place, source, 'a boolean', value)
  }
  return (scope) => after(evaluate(scope), check)
}
