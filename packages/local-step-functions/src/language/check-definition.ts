import type { Assign, Block, StateDefinition } from './definition.ts'
import { type Problem, pointer } from './definition-problems.ts'
import { ALL } from './errors.ts'
import { resourceOf } from './task-resources.ts'

const LONGEST_NAME = 80
const VARIABLE = /^\p{ID_Start}\p{ID_Continue}*$/u
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/

/** True for what a Wait's Timestamp may be: RFC 3339 with a capital T and, for UTC, a capital Z. */
export const isTimestamp = (text: string): boolean => RFC_3339.test(text) && !Number.isNaN(Date.parse(text))

const isExpression = (text: string): boolean => text.startsWith('{%') && text.endsWith('%}')

/** Adds what one state alone cannot show: names, targets, reachability, variables. */
export const checkBlock = (block: Block, problems: Problem[]): void =>
  check(block, { names: new Set(), outerVariables: new Set() }, problems)

interface Surroundings {
  /** Every state name met so far: they are unique in the whole machine. */
  readonly names: Set<string>
  /** The variables of the enclosing blocks, which an inner block can read but not assign. */
  readonly outerVariables: ReadonlySet<string>
}

const check = (block: Block, around: Surroundings, problems: Problem[]): void => {
  const at = pointer(block.place, 'States')
  if (!block.states.has(block.startAt)) {
    const message = `The field StartAt names ${block.startAt}, which is not one of the states`
    problems.push({ place: pointer(block.place, 'StartAt'), message })
  }
  for (const [name, state] of block.states) {
    const place = pointer(at, name)
    if (name.length > LONGEST_NAME)
      problems.push({ place, message: `A state's name has at most ${LONGEST_NAME} characters` })
    if (around.names.has(name))
      problems.push({ place, message: `The state name ${name} is used twice in this machine` })
    around.names.add(name)
    checkState(state, block, place, problems)
    checkVariables(state, around, place, problems)
  }
  checkPaths(block, problems)
  const outerVariables = new Set([...around.outerVariables, ...assignedIn(block)])
  for (const state of block.states.values())
    for (const inner of innerBlocks(state)) check(inner, { names: around.names, outerVariables }, problems)
}

const innerBlocks = (state: StateDefinition): readonly Block[] => {
  if (state.Type === 'Map') return [state.processor]
  return state.Type === 'Parallel' ? state.branches : []
}

const checkState = (state: StateDefinition, block: Block, place: string, problems: Problem[]): void => {
  if (needsNext(state)) checkOnward(state, place, problems)
  for (const { target, path } of targetsOf(state))
    if (!block.states.has(target))
      problems.push({ place: pointer(place, ...path), message: `There is no state ${target} here` })
  if ('Retry' in state) checkErrorEquals(state.Retry ?? [], pointer(place, 'Retry'), problems)
  if ('Catch' in state) checkErrorEquals(state.Catch ?? [], pointer(place, 'Catch'), problems)
  if (state.Type === 'Task') {
    if (resourceOf(state.Resource) === undefined) {
      const message = `The field Resource: ${state.Resource} is not supported`
      problems.push({ place: pointer(place, 'Resource'), message })
    }
    const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = state
    if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout) {
      const message = 'The field HeartbeatSeconds must be smaller than TimeoutSeconds'
      problems.push({ place: pointer(place, 'HeartbeatSeconds'), message })
    }
  }
  if (state.Type === 'Wait') {
    if ((state.Seconds === undefined) === (state.Timestamp === undefined))
      problems.push({ place, message: 'A Wait state needs either Seconds or Timestamp' })
    const { Timestamp } = state
    if (Timestamp !== undefined && !isExpression(Timestamp) && !isTimestamp(Timestamp)) {
      const message = `The field Timestamp must be RFC 3339 with T and Z or an offset, got ${Timestamp}`
      problems.push({ place: pointer(place, 'Timestamp'), message })
    }
  }
}

const needsNext = (state: StateDefinition): boolean =>
  state.Type !== 'Choice' && state.Type !== 'Succeed' && state.Type !== 'Fail'

const checkOnward = (state: StateDefinition, place: string, problems: Problem[]): void => {
  const next = 'Next' in state && state.Next !== undefined
  const end = 'End' in state && state.End === true
  if (next === end) problems.push({ place, message: 'A state needs either Next or "End": true' })
}

interface Target {
  readonly target: string
  readonly path: readonly PropertyKey[]
}

const targetsOf = (state: StateDefinition): Target[] => {
  const targets: Target[] = []
  if ('Next' in state && state.Next !== undefined) targets.push({ target: state.Next, path: ['Next'] })
  if ('Catch' in state)
    state.Catch?.forEach(({ Next }, index) => {
      targets.push({ target: Next, path: ['Catch', index, 'Next'] })
    })
  if (state.Type === 'Choice') {
    state.Choices.forEach(({ Next }, index) => {
      targets.push({ target: Next, path: ['Choices', index, 'Next'] })
    })
    if (state.Default !== undefined) targets.push({ target: state.Default, path: ['Default'] })
  }
  return targets
}

/** Every state can be reached from the start, and some state ends the block. */
const checkPaths = (block: Block, problems: Problem[]): void => {
  const reached = new Set<string>()
  const open = [block.startAt]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = block.states.get(name)
    if (state === undefined || reached.has(name)) continue
    reached.add(name)
    open.push(...targetsOf(state).map(({ target }) => target))
  }
  for (const name of block.states.keys())
    if (!reached.has(name)) {
      const message = `The state ${name} cannot be reached`
      problems.push({ place: pointer(block.place, 'States', name), message })
    }
  const ends = [...block.states.values()].some(
    (state) => state.Type === 'Succeed' || state.Type === 'Fail' || ('End' in state && state.End === true),
  )
  if (!ends) problems.push({ place: pointer(block.place, 'States'), message: 'No state ends the machine' })
}

const checkErrorEquals = (
  handlers: readonly { readonly ErrorEquals: readonly string[] }[],
  place: string,
  problems: Problem[],
): void =>
  handlers.forEach(({ ErrorEquals }, index) => {
    if (!ErrorEquals.includes(ALL)) return
    if (ErrorEquals.length === 1 && index === handlers.length - 1) return
    const message = `${ALL} must stand alone, in the last entry`
    problems.push({ place: pointer(place, index, 'ErrorEquals'), message })
  })

interface Assignment {
  readonly assign: Assign
  readonly path: readonly PropertyKey[]
}

const assignmentsOf = (state: StateDefinition): Assignment[] => {
  const found: Assignment[] = []
  const add = (assign: Assign | undefined, ...path: PropertyKey[]): void => {
    if (assign !== undefined) found.push({ assign, path: [...path, 'Assign'] })
  }
  if ('Assign' in state) add(state.Assign)
  if ('Catch' in state)
    for (const [index, { Assign }] of (state.Catch ?? []).entries()) add(Assign, 'Catch', index)
  if (state.Type === 'Choice')
    for (const [index, { Assign }] of state.Choices.entries()) add(Assign, 'Choices', index)
  return found
}

const assignedIn = (block: Block): string[] =>
  [...block.states.values()].flatMap((state) =>
    assignmentsOf(state).flatMap(({ assign }) => Object.keys(assign)),
  )

const checkVariables = (
  state: StateDefinition,
  { outerVariables }: Surroundings,
  place: string,
  problems: Problem[],
): void => {
  for (const { assign, path } of assignmentsOf(state))
    for (const name of Object.keys(assign)) {
      const at = pointer(place, ...path, name)
      if (name === 'states') problems.push({ place: at, message: 'The variable name states is reserved' })
      else if (name.length > LONGEST_NAME || !VARIABLE.test(name))
        problems.push({ place: at, message: `The variable name ${name} is not valid` })
      else if (outerVariables.has(name)) {
        const message = `The variable ${name} belongs to the outer states and cannot be assigned here`
        problems.push({ place: at, message })
      }
    }
}
