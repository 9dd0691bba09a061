import type { JsonValue } from '../../core/json.ts'
import { type Random, seededRandom } from '../clock/random.ts'
import type { Engine } from './engine.ts'
import { StepFunctionsError } from './errors.ts'
import { Execution, type ExecutionStatus } from './execution.ts'
import { type Arns, checkArn, checkName } from './names.ts'
import { type PageRequest, pageSize, positionOf, tokenFor } from './paging.ts'
import type { Machine, StateMachines } from './state-machines.ts'

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
  readonly #numbers = new Set<number>()
  readonly #closed: Execution[] = []
  #forgotten = 0
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
    const execution = new Execution({
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
    machine.executions.push(execution)
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
    const { executions } = this.#machines.get(stateMachineArn)
    const size = pageSize(request)
    const before = positionOf(request) ?? Number.POSITIVE_INFINITY
    const page: Execution[] = []
    for (let index = countBelow(executions, before) - 1; index >= 0; index -= 1) {
      const execution = executions[index]
      if (execution === undefined || !this.#numbers.has(execution.number)) continue
      if (statusFilter !== undefined && execution.status !== statusFilter) continue
      const last = page.at(-1)
      if (page.length === size && last !== undefined)
        return { executions: page.map(listItem), nextToken: tokenFor(last.number) }
      page.push(execution)
    }
    return { executions: page.map(listItem) }
  }

  #close(execution: Execution, machine: Machine): void {
    machine.running -= 1
    this.#machines.settle(machine)
    this.#closed.push(execution)
    while (this.#closed.length - this.#forgotten > this.#keepClosed) this.#forgetOldest(machine)
  }

  #forgetOldest(machine: Machine): void {
    const oldest = this.#closed[this.#forgotten]
    this.#forgotten += 1
    if (oldest !== undefined) {
      this.#executions.delete(oldest.arn)
      this.#numbers.delete(oldest.number)
    }
    if (2 * this.#forgotten <= this.#closed.length) return
    this.#closed.splice(0, this.#forgotten)
    this.#forgotten = 0
    machine.executions = machine.executions.filter(({ number }) => this.#numbers.has(number))
  }
}

/** How many of these, ordered by number, have a lower one. */
const countBelow = (executions: readonly Execution[], number: number): number => {
  let low = 0
  let high = executions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((executions[middle]?.number ?? number) < number) low = middle + 1
    else high = middle
  }
  return low
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
