import type { Scheduled, Timeline } from '../clock/timeline.ts'
import { ExecutionOver, RUNTIME, StateFailure } from '../language/errors.ts'
import type { Attempt, Branch, Engine, EventNotice, Outside, Step, StepResult } from './model.ts'
import { fail } from './state-failure-handling.ts'
import type { TokenMint } from './task-tokens.ts'

export interface EngineOptions {
  readonly timeline: Timeline
  readonly seed: string | number
  readonly region: string
  readonly outside: Outside
  readonly tokens: TokenMint
  readonly throttle: (() => number) | undefined
  readonly onEvent: ((notice: EventNotice) => void) | undefined
}

const enter: Step = (branch) => branch.enter()

class TimelineEngine implements Engine {
  readonly seed: string | number
  readonly region: string
  readonly outside: Outside
  readonly tokens: TokenMint
  readonly throttle: (() => number) | undefined
  readonly onEvent: ((notice: EventNotice) => void) | undefined
  transitions = 0
  readonly #timeline: Timeline
  readonly #waiting = new Map<string, Attempt>()
  #instantAt = Number.NaN
  #instant = ''

  constructor({ timeline, seed, region, outside, tokens, throttle, onEvent }: EngineOptions) {
    this.#timeline = timeline
    this.seed = seed
    this.region = region
    this.outside = outside
    this.tokens = tokens
    this.throttle = throttle
    this.onEvent = onEvent
  }

  now(): number {
    return this.#timeline.now()
  }

  instant(milliseconds: number): string {
    if (milliseconds !== this.#instantAt) {
      this.#instantAt = milliseconds
      this.#instant = new Date(milliseconds).toISOString()
    }
    return this.#instant
  }

  expectReply(token: string, attempt: Attempt): void {
    this.#waiting.set(token, attempt)
    attempt.onClose(() => void this.#waiting.delete(token))
  }

  waitingFor(token: string): Attempt | undefined {
    const attempt = this.#waiting.get(token)
    return attempt?.answered === true ? undefined : attempt
  }

  at(time: number, run: () => void): Scheduled {
    return this.#timeline.at(time, run)
  }

  schedule(branch: Branch, time: number, step: Step): Scheduled {
    return this.#timeline.at(time, () => {
      branch.step = step
      return this.#drive(branch)
    })
  }

  /** Runs a branch, and whichever it hands over to, until nothing can go on at this instant. */
  #drive(branch: Branch): void | Promise<void> {
    let current = branch
    for (;;) {
      const result = this.#step(current)
      if (result instanceof Promise) return this.#driveOn(current, result)
      if (result === undefined) return undefined
      current = result
    }
  }

  async #driveOn(branch: Branch, pending: Promise<Branch | undefined>): Promise<void> {
    let current = branch
    let result: StepResult = pending
    for (;;) {
      let next: Branch | undefined
      try {
        next = result instanceof Promise ? await result : result
      } catch (thrown) {
        result = this.#rescue(current, thrown)
        continue
      }
      if (next === undefined) return
      current = next
      result = this.#step(current)
    }
  }

  #step(branch: Branch): StepResult {
    if (branch.over) return undefined
    const { step } = branch
    branch.step = enter
    try {
      return step(branch)
    } catch (thrown) {
      return this.#rescue(branch, thrown)
    }
  }

  #rescue(branch: Branch, thrown: unknown): StepResult {
    if (thrown instanceof ExecutionOver) return undefined
    try {
      return fail(branch, thrown)
    } catch (again) {
      if (again instanceof ExecutionOver) return undefined
      const { execution } = branch
      if (again instanceof StateFailure) {
        execution.fail(again, branch.lastEvent)
        return undefined
      }
      // A fault of this program or its host. The execution must not hang, and the fault must be heard of.
      execution.fail(new StateFailure(RUNTIME, String(again)), branch.lastEvent)
      throw again
    }
  }
}

export const newEngine = (options: EngineOptions): Engine => new TimelineEngine(options)
