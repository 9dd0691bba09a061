import { bare, type EventDetail, type IterationStage, mapIteration } from '../history/history-events.ts'
import { StateFailure } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { newBranch } from './branch.ts'
import type { Branch, Fork, State, Step, StepResult } from './model.ts'
import { fail } from './state-failure-handling.ts'

export interface ForkPlan {
  readonly owner: Branch
  readonly size: number
  /** How many run at once. */
  readonly concurrency: number
  /** Its iterations leave events of their own. */
  readonly isMap: boolean
  /** Starts one of them by calling {@link Fork.start}. */
  readonly open: (fork: Fork, index: number) => void | Promise<void>
  readonly complete: (owner: Branch, results: JsonValue[]) => StepResult
}

const ABORTED: Partial<Record<State['type'], EventDetail>> = {
  Task: bare('TaskStateAborted'),
  Wait: bare('WaitStateAborted'),
  Map: bare('MapStateAborted'),
  Parallel: bare('ParallelStateAborted'),
}

class RunningFork implements Fork {
  readonly #plan: ForkPlan
  readonly #live = new Set<Branch>()
  readonly #results: JsonValue[]
  readonly #startedEvent: number
  #opened = 0
  #finished = 0

  constructor(plan: ForkPlan) {
    this.#plan = plan
    this.#results = Array.from({ length: plan.size }, () => null)
    this.#startedEvent = plan.owner.lastEvent
  }

  open(): StepResult {
    const { size, concurrency, open, owner, complete } = this.#plan
    if (size === 0) return complete(owner, [])
    while (this.#opened < size && this.#opened - this.#finished < concurrency) {
      const index = this.#opened
      this.#opened += 1
      const opening = open(this, index)
      if (opening instanceof Promise) return opening.then(() => this.open())
    }
    return undefined
  }

  start(index: number, state: State, input: JsonValue, item: JsonObject | undefined): void {
    const { owner, isMap } = this.#plan
    const { execution, variables } = owner
    const lastEvent = isMap ? this.#iteration('Started', index, this.#startedEvent) : this.#startedEvent
    const branch = newBranch({ execution, state, input, variables, lastEvent, memberOf: this, index, item })
    this.#live.add(branch)
    branch.timer = execution.engine.schedule(branch, execution.engine.now(), (started) => started.enter())
  }

  finished(branch: Branch, output: JsonValue): StepResult {
    const { owner, size, isMap, complete } = this.#plan
    this.#live.delete(branch)
    this.#results[branch.index] = output
    this.#finished += 1
    owner.lastEvent = isMap ? this.#iteration('Succeeded', branch.index, branch.lastEvent) : branch.lastEvent
    if (this.#finished === size) return handOver(owner, () => complete(owner, this.#results))
    return this.#opened < size ? handOver(owner, () => this.open()) : undefined
  }

  failed(branch: Branch, failure: StateFailure): StepResult {
    const { owner, isMap } = this.#plan
    this.#live.delete(branch)
    if (isMap) this.#note(mapIteration('Failed', owner.state.name, branch.index), branch.lastEvent)
    if (branch.state.type === 'Task') this.#noteAborted(branch.state, branch.lastEvent)
    this.abort(branch.lastEvent)
    owner.lastEvent = branch.lastEvent
    owner.fork = undefined
    const passedOn = new StateFailure(failure.error, failure.reason, { heartbeat: failure.heartbeat })
    return handOver(owner, (branch) => fail(branch, passedOn))
  }

  abort(previousEvent: number): void {
    const { owner, isMap } = this.#plan
    for (const branch of [...this.#live].sort((a, b) => a.index - b.index)) {
      branch.over = true
      if (isMap) this.#note(mapIteration('Aborted', owner.state.name, branch.index), previousEvent)
      branch.fork?.abort(previousEvent)
      if (branch.enteredEvent > 0) this.#noteAborted(branch.state, previousEvent)
      branch.release()
    }
    this.#live.clear()
  }

  drop(): void {
    for (const branch of this.#live) {
      branch.over = true
      branch.release()
    }
    this.#live.clear()
  }

  #iteration(stage: IterationStage, index: number, previousEvent: number): number {
    const { owner } = this.#plan
    return owner.execution.record(mapIteration(stage, owner.state.name, index), previousEvent)
  }

  #noteAborted(state: State, previousEvent: number): void {
    const detail = ABORTED[state.type]
    if (detail !== undefined) this.#note(detail, previousEvent)
  }

  #note(detail: EventDetail, previousEvent: number): void {
    this.#plan.owner.execution.note(detail, previousEvent)
  }
}

/** Hands over to the owner, so that what goes wrong from here on is the owner's failure. */
const handOver = (owner: Branch, step: Step): Branch => {
  owner.step = step
  return owner
}

export const newFork = (plan: ForkPlan): Fork => new RunningFork(plan)
