import { type Random, seededRandom } from '../clock/random.ts'
import { newExecution } from '../interpreter/execution.ts'
import type { Engine, Execution, ExecutionStatus } from '../interpreter/model.ts'
import { StepFunctionsError } from '../language/errors.ts'
import type { JsonValue } from '../language/json.ts'
import { type Arns, checkArn, checkName } from './arns.ts'
import { type PageRequest, pageSize, positionOf, tokenFor } from './pagination.ts'
import type { StateMachine, StateMachines } from './state-machines.ts'

export interface ListExecutionsRequest extends PageRequest {
  readonly stateMachineArn?: string
  readonly statusFilter?: ExecutionStatus | 'PENDING_REDRIVE'
}

export type ExecutionListItem = {
  executionArn: string
  stateMachineArn: string
  name: string
  status: ExecutionStatus
  startDate: number
  stopDate?: number
}

/** The executions of one service: the running ones, and the latest of those that are over. */
export class Executions {
  readonly #executions = new Map<string, Execution>()
  /** By their number, oldest end first, with the machine that lists them. */
  readonly #closed = new Map<number, { readonly execution: Execution; readonly machine: StateMachine }>()
  readonly #numbers = new Set<number>()
  #started = 0
  readonly #names: Random
  readonly #arns: Arns
  readonly #engine: Engine
  readonly #machines: StateMachines
  readonly #keepClosed: number

  constructor(arns: Arns, engine: Engine, machines: StateMachines, keepClosed: number) {
    this.#arns = arns
    this.#engine = engine
    this.#machines = machines
    this.#keepClosed = keepClosed
    this.#names = seededRandom(`${engine.seed}/names`)
  }

  /** Idempotent by name and input while the execution runs. @throws StepFunctionsError */
  start(machineArn: string, name: string | undefined, input: JsonValue): Execution {
    const machine = this.#machines.get(machineArn)
    if (machine.deleting)
      throw new StepFunctionsError('StateMachineDeleting', `State machine is deleting: '${machineArn}'`)
    const given = name ?? uuid(this.#names)
    checkName(given)
    const arn = this.#arns.execution(machine.name, given)
    const existing = this.#executions.get(arn)
    if (existing !== undefined) {
      if (existing.status === 'RUNNING' && JSON.stringify(existing.input) === JSON.stringify(input))
        return existing
      throw new StepFunctionsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
    }
    this.#started += 1
    const execution = newExecution({
      engine: this.#engine,
      revision: machine.revision,
      number: this.#started,
      arn,
      name: given,
      input,
      onClosed: (closed) => this.#close(closed, machine),
    })
    this.#executions.set(arn, execution)
    this.#numbers.add(execution.number)
    machine.executions.set(execution.number, execution)
    machine.running += 1
    execution.begin()
    return execution
  }

  /** @throws StepFunctionsError InvalidArn, ExecutionDoesNotExist */
  get(arn: string): Execution {
    checkArn(arn, 'execution')
    const execution = this.#executions.get(arn)
    if (execution === undefined)
      throw new StepFunctionsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
    return execution
  }

  /** Whether the execution that a token belongs to is still known. */
  knows(number: number): boolean {
    return this.#numbers.has(number)
  }

  /** Newest first. @throws StepFunctionsError */
  list(request: ListExecutionsRequest): { executions: ExecutionListItem[]; nextToken?: string } {
    const { stateMachineArn, statusFilter } = request
    if (stateMachineArn === undefined)
      throw new StepFunctionsError('ValidationException', 'stateMachineArn must be given')
    const executions = [...this.#machines.get(stateMachineArn).executions.values()].reverse()
    const size = pageSize(request)
    const before = positionOf(request) ?? Number.POSITIVE_INFINITY
    const page: Execution[] = []
    for (const execution of executions) {
      if (execution.number >= before) continue
      if (statusFilter !== undefined && execution.status !== statusFilter) continue
      const last = page.at(-1)
      if (page.length === size && last !== undefined)
        return { executions: page.map(listItem), nextToken: tokenFor(last.number) }
      page.push(execution)
    }
    return { executions: page.map(listItem) }
  }

  #close(execution: Execution, machine: StateMachine): void {
    machine.running -= 1
    this.#machines.settle(machine)
    this.#closed.set(execution.number, { execution, machine })
    for (const { execution: oldest, machine: listedBy } of this.#closed.values()) {
      if (this.#closed.size <= this.#keepClosed) return
      this.#closed.delete(oldest.number)
      this.#executions.delete(oldest.arn)
      this.#numbers.delete(oldest.number)
      listedBy.executions.delete(oldest.number)
    }
  }
}

const listItem = (execution: Execution): ExecutionListItem => ({
  executionArn: execution.arn,
  stateMachineArn: execution.revision.machine.arn,
  name: execution.name,
  status: execution.status,
  startDate: execution.startedAt / 1000,
  ...(execution.stoppedAt !== undefined && { stopDate: execution.stoppedAt / 1000 }),
})

const uuid = (random: Random): string => {
  const part = (length: number): string =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
  const variant = (8 + Math.floor(random() * 4)).toString(16)
  return `${part(8)}-${part(4)}-4${part(3)}-${variant}${part(3)}-${part(12)}`
}
