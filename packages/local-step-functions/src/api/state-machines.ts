import type { Timeline } from '../clock/timeline.ts'
import type { Engine, Execution, Revision } from '../interpreter/model.ts'
import { StepFunctionsError } from '../language/errors.ts'
import { parseDefinition } from '../language/parse-definition.ts'
import { compileMachine } from '../states/compile-machine.ts'
import { type Arns, checkArn, checkName } from './arns.ts'
import { type PageRequest, pageSize, positionOf, tokenFor } from './pagination.ts'

export interface CreateStateMachineRequest {
  readonly name: string
  readonly definition: string
  readonly roleArn?: string
  readonly type?: 'STANDARD' | 'EXPRESS'
}

export interface UpdateStateMachineRequest {
  readonly stateMachineArn: string
  readonly definition?: string
  readonly roleArn?: string
}

export interface StateMachine {
  readonly arn: string
  readonly name: string
  readonly createdAt: number
  revision: Revision
  /** No new executions; gone once the running ones are over. */
  deleting: boolean
  running: number
  /** By their number, in the order of their start. */
  readonly executions: Map<number, Execution>
}

export type StateMachineDescription = {
  stateMachineArn: string
  name: string
  status: string
  definition: string
  roleArn: string
  type: string
  creationDate: number
  revisionId: string
  loggingConfiguration: { level: string; includeExecutionData: boolean }
}

export type StateMachineForExecution = {
  stateMachineArn: string
  name: string
  definition: string
  roleArn: string
  updateDate: number
  revisionId: string
  loggingConfiguration: { level: string; includeExecutionData: boolean }
}

const LOGGING = { level: 'OFF', includeExecutionData: false }

/** The state machines of one service. */
export class StateMachines {
  readonly #machines = new Map<string, StateMachine>()
  readonly #arns: Arns
  readonly #engine: Engine
  readonly #timeline: Timeline
  readonly #defaultRole: string

  constructor(arns: Arns, engine: Engine, timeline: Timeline, defaultRole: string) {
    this.#arns = arns
    this.#engine = engine
    this.#timeline = timeline
    this.#defaultRole = defaultRole
  }

  /** Idempotent for the same name and definition. @throws StepFunctionsError */
  create(request: CreateStateMachineRequest): { stateMachineArn: string; creationDate: number } {
    const { name, definition, roleArn = this.#defaultRole, type = 'STANDARD' } = request
    checkName(name)
    if (type !== 'STANDARD')
      throw new StepFunctionsError('StateMachineTypeNotSupported', `The type ${type} is not supported here`)
    const arn = this.#arns.stateMachine(name)
    const existing = this.#machines.get(arn)
    if (existing !== undefined) {
      if (existing.deleting) throw new StepFunctionsError('StateMachineDeleting', `${arn} is being deleted`)
      if (existing.revision.definition !== definition)
        throw new StepFunctionsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`)
      return { stateMachineArn: arn, creationDate: existing.createdAt / 1000 }
    }
    const revision = this.#revise({ arn, name }, definition, roleArn, 'INITIAL')
    const createdAt = revision.at
    this.#machines.set(arn, {
      arn,
      name,
      createdAt,
      revision,
      deleting: false,
      running: 0,
      executions: new Map(),
    })
    return { stateMachineArn: arn, creationDate: createdAt / 1000 }
  }

  /** Executions under way keep the text they began with. @throws StepFunctionsError */
  update(request: UpdateStateMachineRequest): { updateDate: number; revisionId: string } {
    const machine = this.get(request.stateMachineArn)
    const { definition, roleArn } = request
    if (definition === undefined && roleArn === undefined)
      throw new StepFunctionsError('MissingRequiredParameter', 'Either definition or roleArn must be given')
    const { revision } = machine
    const id = revisionId(revision)
    machine.revision = this.#revise(
      machine,
      definition ?? revision.definition,
      roleArn ?? revision.roleArn,
      id,
    )
    return { updateDate: machine.revision.at / 1000, revisionId: id }
  }

  /** Idempotent. */
  delete(arn: string): void {
    checkArn(arn, 'stateMachine')
    const machine = this.#machines.get(arn)
    if (machine === undefined) return
    machine.deleting = true
    this.settle(machine)
  }

  /** An execution of it is over. */
  settle(machine: StateMachine): void {
    if (machine.deleting && machine.running === 0) this.#machines.delete(machine.arn)
  }

  describe(arn: string): StateMachineDescription {
    const { name, revision, createdAt, deleting } = this.get(arn)
    return {
      stateMachineArn: arn,
      name,
      status: deleting ? 'DELETING' : 'ACTIVE',
      definition: revision.definition,
      roleArn: revision.roleArn,
      type: 'STANDARD',
      creationDate: createdAt / 1000,
      revisionId: revision.id,
      loggingConfiguration: LOGGING,
    }
  }

  list(request: PageRequest): {
    stateMachines: { stateMachineArn: string; name: string; type: string; creationDate: number }[]
    nextToken?: string
  } {
    const from = positionOf(request) ?? 0
    const size = pageSize(request)
    const all = [...this.#machines.values()]
    const stateMachines = all.slice(from, from + size).map(({ arn, name, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type: 'STANDARD',
      creationDate: createdAt / 1000,
    }))
    return all.length > from + size ? { stateMachines, nextToken: tokenFor(from + size) } : { stateMachines }
  }

  /** @throws StepFunctionsError InvalidArn, StateMachineDoesNotExist */
  get(arn: string): StateMachine {
    checkArn(arn, 'stateMachine')
    const machine = this.#machines.get(arn)
    if (machine === undefined)
      throw new StepFunctionsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
    return machine
  }

  #revise(
    { arn, name }: { readonly arn: string; readonly name: string },
    definition: string,
    roleArn: string,
    id: string,
  ): Revision {
    const program = compileMachine(parseDefinition(definition), this.#engine)
    return { id, machine: { arn, name }, roleArn, definition, program, at: this.#timeline.now() }
  }
}

export const describeRevision = (revision: Revision): StateMachineForExecution => ({
  stateMachineArn: revision.machine.arn,
  name: revision.machine.name,
  definition: revision.definition,
  roleArn: revision.roleArn,
  updateDate: revision.at / 1000,
  revisionId: revision.id,
  loggingConfiguration: LOGGING,
})

/** The revisions of a machine are numbered: 1, 2, … after INITIAL. */
const revisionId = ({ id }: Revision): string => String(id === 'INITIAL' ? 1 : Number(id) + 1)
