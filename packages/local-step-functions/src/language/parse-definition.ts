import { checkBlock } from './check-definition.ts'
import { type Block, type Definition, machineShape, type StateDefinition, stateShape } from './definition.ts'
import { type Problem, pointer, problemsOf } from './definition-problems.ts'
import { InvalidDefinition } from './invalid-definition.ts'

/** AWS's limit on the text of a definition: 1 MB. */
const LONGEST_DEFINITION = 1_048_576

/**
 * Reads a state machine's text and refuses, with the name and place of the field, all that cannot run here.
 * @throws InvalidDefinition
 */
export const parseDefinition = (text: string): Definition => {
  if (Buffer.byteLength(text) > LONGEST_DEFINITION)
    throw invalidText('DEFINITION_TOO_LARGE', `the definition is larger than ${LONGEST_DEFINITION} bytes`)
  const problems: Problem[] = []
  const definition = machineOf(jsonOf(text), problems)
  if (definition !== undefined && problems.length === 0) checkBlock(definition, problems)
  if (definition === undefined || problems.length > 0) throw new InvalidDefinition(problems)
  return definition
}

const invalidText = (code: NonNullable<Problem['code']>, message: string): InvalidDefinition =>
  new InvalidDefinition([{ place: '', code, message }])

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalidText('INVALID_JSON_DESCRIPTION', error instanceof Error ? error.message : String(error))
  }
}

const machineOf = (json: unknown, problems: Problem[]): Definition | undefined => {
  const parsed = machineShape.safeParse(json)
  if (!parsed.success) {
    problems.push(...problemsOf(parsed.error, ''))
    return undefined
  }
  const { Comment, TimeoutSeconds, QueryLanguage, StartAt, States } = parsed.data
  return {
    ...blockOf(StartAt, States, '', QueryLanguage ?? 'JSONPath', problems),
    ...(Comment !== undefined && { comment: Comment }),
    ...(TimeoutSeconds !== undefined && { timeoutSeconds: TimeoutSeconds }),
  }
}

const blockOf = (
  startAt: string,
  states: Readonly<Record<string, unknown>>,
  place: string,
  language: string,
  problems: Problem[],
): Block => {
  const parsed = new Map<string, StateDefinition>()
  for (const [name, json] of Object.entries(states)) {
    const state = stateOf(json, pointer(place, 'States', name), language, problems)
    if (state !== undefined) parsed.set(name, state)
  }
  return { startAt, states: parsed, place }
}

const stateOf = (
  json: unknown,
  place: string,
  machineLanguage: string,
  problems: Problem[],
): StateDefinition | undefined => {
  const parsed = stateShape.safeParse(json)
  if (!parsed.success) {
    problems.push(...problemsOf(parsed.error, place))
    return undefined
  }
  const state = parsed.data
  const language = state.QueryLanguage ?? machineLanguage
  if (language !== 'JSONata') {
    const message = `The field QueryLanguage must be JSONata, for this state or for the whole machine; it is ${language}`
    problems.push({ place: pointer(place, 'QueryLanguage'), message })
  }
  switch (state.Type) {
    case 'Map': {
      const { ItemProcessor, ...rest } = state
      const { StartAt, States } = ItemProcessor
      const at = pointer(place, 'ItemProcessor')
      return { ...rest, processor: blockOf(StartAt, States, at, machineLanguage, problems) }
    }
    case 'Parallel': {
      const { Branches, ...rest } = state
      const branches = Branches.map(({ StartAt, States }, index) =>
        blockOf(StartAt, States, pointer(place, 'Branches', index), machineLanguage, problems),
      )
      return { ...rest, branches }
    }
    default:
      return state
  }
}
