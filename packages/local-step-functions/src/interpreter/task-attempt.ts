import type { Scheduled } from '../clock/timeline.ts'
import type { TaskLimits } from '../history/task-events.ts'
import type { JsonValue } from '../language/json.ts'
import type { Attempt, Branch, Step, StepResult } from './model.ts'

/** What a task does with what comes from outside. */
export interface TaskReplies {
  succeeded(branch: Branch, result: JsonValue): StepResult
  failed(branch: Branch, error: string | undefined, cause: string | undefined): StepResult
  timedOut(branch: Branch, heartbeat: boolean): StepResult
}

class TaskAttempt implements Attempt {
  readonly token: string | undefined
  readonly #branch: Branch
  readonly #replies: TaskReplies
  #timers: Scheduled[] = []
  #heartbeat: Scheduled | undefined
  #arrival: Scheduled | undefined
  #heartbeatSeconds: number | undefined
  #onClose: (() => void) | undefined
  #drop: (() => void) | undefined
  answered = false
  closed = false

  constructor(branch: Branch, replies: TaskReplies, token: string | undefined) {
    this.#branch = branch
    this.#replies = replies
    this.token = token
  }

  watch({ timeout, heartbeat }: TaskLimits): void {
    if (timeout !== undefined) this.#timers.push(this.#in(timeout, (branch) => this.#timedOut(branch, false)))
    this.#heartbeatSeconds = heartbeat
    this.beat()
  }

  arrive(milliseconds: number, arrival: Promise<Step>): void {
    const dropped = new Promise<Step>((resolve) => {
      this.#drop = () => resolve(() => undefined)
    })
    this.#arrival = this.#in(milliseconds / 1000, async (branch) => {
      const step = await Promise.race([arrival, dropped])
      return step(branch)
    })
  }

  beat(): void {
    const seconds = this.#heartbeatSeconds
    if (seconds === undefined || this.answered || this.closed) return
    this.#heartbeat?.cancel()
    this.#heartbeat = this.#in(seconds, (branch) => this.#timedOut(branch, true))
  }

  succeed(result: JsonValue): void {
    this.#answer((branch) => this.#replies.succeeded(branch, result))
  }

  fail(error: string | undefined, cause: string | undefined): void {
    this.#answer((branch) => this.#replies.failed(branch, error, cause))
  }

  onClose(action: () => void): void {
    this.#onClose = action
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.#stopTimers()
    this.#arrival?.cancel()
    this.#drop?.()
    this.#onClose?.()
  }

  #timedOut(branch: Branch, heartbeat: boolean): StepResult {
    return this.#replies.timedOut(branch, heartbeat)
  }

  /** The reply arrives as an event of its own, at this same instant. */
  #answer(step: Step): void {
    if (this.closed) return
    this.answered = true
    this.#stopTimers()
    this.#timers.push(this.#in(0, step))
  }

  #in(seconds: number, step: Step): Scheduled {
    const { engine } = this.#branch.execution
    return engine.schedule(this.#branch, engine.now() + seconds * 1000, step)
  }

  #stopTimers(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#heartbeat?.cancel()
    this.#timers = []
  }
}

export const newAttempt = (branch: Branch, replies: TaskReplies, token: string | undefined): Attempt =>
  new TaskAttempt(branch, replies, token)
