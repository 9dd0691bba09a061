import type { Engine } from '../interpreter/model.ts'
import { codeOf, type Problem } from '../language/definition-problems.ts'
import { InvalidDefinition } from '../language/invalid-definition.ts'
import { parseDefinition } from '../language/parse-definition.ts'
import { compileMachine } from '../states/compile-machine.ts'

export interface ValidateStateMachineDefinitionRequest {
  readonly definition: string
  readonly maxResults?: number
}

export type Diagnostic = { severity: 'ERROR'; code: string; message: string; location?: string }

export type ValidationResult = { result: 'OK' | 'FAIL'; diagnostics: Diagnostic[]; truncated: boolean }

const MOST_DIAGNOSTICS = 100

/** What createStateMachine would say of this text, one diagnostic for each fault. */
export const validateDefinition = (
  { definition, maxResults = 0 }: ValidateStateMachineDefinitionRequest,
  engine: Engine,
): ValidationResult => {
  const problems = problemsIn(definition, engine)
  const most = maxResults === 0 ? MOST_DIAGNOSTICS : maxResults
  return {
    result: problems.length === 0 ? 'OK' : 'FAIL',
    diagnostics: problems.slice(0, most).map(diagnostic),
    truncated: problems.length > most,
  }
}

const problemsIn = (definition: string, engine: Engine): readonly Problem[] => {
  try {
    compileMachine(parseDefinition(definition), engine)
    return []
  } catch (error) {
    if (error instanceof InvalidDefinition) return error.problems
    throw error
  }
}

const diagnostic = (problem: Problem): Diagnostic => {
  const { place, message } = problem
  const code = codeOf(problem)
  return { severity: 'ERROR', code, message, ...(place !== '' && { location: place }) }
}
