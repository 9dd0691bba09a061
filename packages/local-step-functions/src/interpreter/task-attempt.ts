import type { JsonValue } from '../../../../core/json.ts'
import type { Scheduled } from '../clock/timeline.ts'
import type { Flow, Work } from './model.ts'
import type { Strand } from './branch.ts'
import type { TaskLimits } from '../history/task-events.ts'

/** What a task does with what comes from outside. */
export interface Replies {
  succeeded(strand: Strand, result: JsonValue): Flow
  failed(strand: Strand, error: string | undefined, cause: string | undefined): Flow
  timedOut(strand: Strand, heartbeat: boolean): Flow
}

/** One try at a task: its token, and how long it has. */
export class Attempt {
  readonly token: string | undefined
  readonly #strand: Strand
  readonly #replies: Replies
  #timers: Scheduled[] = []
  #heartbeat: Scheduled | undefined
  #heartbeatSeconds: number | undefined
  #onClose: (() => void) | undefined
  /** Its reply is on the way. */
  answered = false
  closed = false

  constructor(strand: Strand, replies: Replies, token: string | undefined) {
    this.#strand = strand
    this.#replies = replies
    this.token = token
  }

  /** Begins to count the time. */
  watch({ timeout, heartbeat }: TaskLimits): void {
    if (timeout !== undefined) this.#timers.push(this.#in(timeout, (strand) => this.#timedOut(strand, false)))
    this.#heartbeatSeconds = heartbeat
    this.beat()
  }

  /** The worker is still there. */
  beat(): void {
    const seconds = this.#heartbeatSeconds
    if (seconds === undefined || this.answered || this.closed) return
    this.#heartbeat?.cancel()
    this.#heartbeat = this.#in(seconds, (strand) => this.#timedOut(strand, true))
  }

  succeed(result: JsonValue): void {
    this.#answer((strand) => this.#replies.succeeded(strand, result))
  }

  fail(error: string | undefined, cause: string | undefined): void {
    this.#answer((strand) => this.#replies.failed(strand, error, cause))
  }

  /** What to do when it is over, answered or not. */
  onClose(action: () => void): void {
    this.#onClose = action
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.#stopTimers()
    this.#onClose?.()
  }

  #timedOut(strand: Strand, heartbeat: boolean): Flow {
    return this.#replies.timedOut(strand, heartbeat)
  }

  /** The reply arrives as an event of its own, at this same instant. */
  #answer(work: Work): void {
    if (this.closed) return
    this.answered = true
    this.#stopTimers()
    this.#timers.push(this.#in(0, work))
  }

  #in(seconds: number, work: Work): Scheduled {
    const { engine } = this.#strand.execution
    return engine.schedule(this.#strand, engine.now() + seconds * 1000, work)
  }

  #stopTimers(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#heartbeat?.cancel()
    this.#timers = []
  }
}
