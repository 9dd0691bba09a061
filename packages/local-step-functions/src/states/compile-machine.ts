import type { Connector } from '../connectors/connector.ts'
import { lambdaFunction, lambdaInvoke, lambdaInvokeWithToken } from '../connectors/lambda-connector.ts'
import { snsPublish } from '../connectors/sns-connector.ts'
import { startExecution, startExecutionAndWait } from '../connectors/start-execution-connector.ts'
import { ExpressionSyntaxError } from '../expressions/expression-errors.ts'
import { assignTemplate, optionalTemplate } from '../expressions/typed-templates.ts'
import type { Catcher, Engine, Handlers, Link, Program, State } from '../interpreter/model.ts'
import type {
  Block,
  Catcher as CatcherDefinition,
  Definition,
  StateDefinition,
} from '../language/definition.ts'
import { type Problem, pointer } from '../language/definition-problems.ts'
import { InvalidDefinition } from '../language/invalid-definition.ts'
import { resourceOf } from '../language/task-resources.ts'
import { choiceState } from './choice-state.ts'
import { failState, succeedState } from './end-states.ts'
import { mapState } from './map-state.ts'
import { parallelState } from './parallel-state.ts'
import { passState } from './pass-state.ts'
import { taskState } from './task-state.ts'
import { waitState } from './wait-state.ts'

/** Makes a definition ready to run, every expression compiled. @throws InvalidDefinition */
export const compileMachine = (definition: Definition, engine: Engine): Program => {
  const problems: Problem[] = []
  const start = compileBlock(definition, engine, problems)
  if (start === undefined || problems.length > 0) throw new InvalidDefinition(problems)
  return { start, timeoutSeconds: definition.timeoutSeconds }
}

/** The first state of a block. undefined: see the problems. */
const compileBlock = (block: Block, engine: Engine, problems: Problem[]): State | undefined => {
  const states = new Map<string, State>()
  const link = (target: string): Link => {
    let found: State | undefined
    return () => {
      found ??= states.get(target)
      return found
    }
  }
  for (const [name, definition] of block.states) {
    const place = pointer(block.place, 'States', name)
    try {
      const state = compileState(name, definition, { engine, link, problems })
      if (state !== undefined) states.set(name, state)
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error
      problems.push({ place, message: error.message })
    }
  }
  return states.get(block.startAt)
}

interface Surroundings {
  readonly engine: Engine
  readonly link: (target: string) => Link
  readonly problems: Problem[]
}

const END: Link = () => undefined

const compileState = (
  name: string,
  definition: StateDefinition,
  { engine, link, problems }: Surroundings,
): State | undefined => {
  const next = 'Next' in definition && definition.Next !== undefined ? link(definition.Next) : END
  switch (definition.Type) {
    case 'Pass':
      return passState(name, definition, next)
    case 'Succeed':
      return succeedState(name, definition)
    case 'Fail':
      return failState(name, definition)
    case 'Wait':
      return waitState(name, definition, next)
    case 'Choice':
      return choiceState(name, definition, link)
    case 'Task':
      return taskState(
        name,
        definition,
        connectorOf(definition.Resource, engine),
        handlersOf(definition, link),
        next,
      )
    case 'Map': {
      const processor = compileBlock(definition.processor, engine, problems)
      if (processor === undefined) return undefined
      return mapState(name, definition, processor, handlersOf(definition, link), next)
    }
    case 'Parallel': {
      const branches = definition.branches.map((branch) => compileBlock(branch, engine, problems))
      const starts = branches.filter((start) => start !== undefined)
      if (starts.length < branches.length) return undefined
      return parallelState(name, definition, starts, handlersOf(definition, link), next)
    }
  }
}

const connectorOf = (text: string, engine: Engine): Connector => {
  const resource = resourceOf(text)
  switch (resource?.kind) {
    case 'lambda:invoke':
      return lambdaInvoke(engine)
    case 'lambda:invoke.waitForTaskToken':
      return lambdaInvokeWithToken(engine)
    case 'lambda function':
      return lambdaFunction(engine, resource.arn, resource.functionName)
    case 'sns:publish':
      return snsPublish(engine)
    case 'states:startExecution':
      return startExecution(engine)
    case 'states:startExecution.sync:2':
      return startExecutionAndWait(engine)
    case undefined:
      throw new TypeError(`a checked definition has the Resource ${text}`)
  }
}

type HandlersDefinition = Pick<Extract<StateDefinition, { readonly Type: 'Task' }>, 'Retry' | 'Catch'>

const handlersOf = (
  { Retry = [], Catch = [] }: HandlersDefinition,
  link: (target: string) => Link,
): Handlers => ({
  retriers: Retry,
  catchers: Catch.map((catcher, index) => compileCatcher(catcher, `Catch[${index}]`, link(catcher.Next))),
})

const compileCatcher = (catcher: CatcherDefinition, place: string, next: Link): Catcher => ({
  errorEquals: catcher.ErrorEquals,
  next,
  output: optionalTemplate(catcher.Output, `${place}/Output`, 'errorOutput'),
  assign: assignTemplate(catcher.Assign, `${place}/Assign`, 'errorOutput'),
})
