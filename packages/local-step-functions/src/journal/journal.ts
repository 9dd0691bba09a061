import type { StepFunctions } from '../api/step-functions.ts'
import { oneTurn, type Timeline } from '../clock/timeline.ts'
import type { Perform } from '../http/api-server.ts'
import { operationNamed } from '../http/operations.ts'
import type { JsonValue } from '../language/json.ts'
import { copyAsJson } from '../language/payload.ts'
import { type JournalFile, type Line, UnusableJournal } from './journal-file.ts'

type Invoke = (functionName: string, payload: JsonValue) => Promise<JsonValue>

type Answer = Extract<Line, { readonly kind: 'answer' | 'failure' }>

const READS = /^(Describe|Get|List|Validate)/

/**
 * Keeps executions in a file. The interpreter gives the same for the same seed, requests and answers, so these are
 * all that is written, in the order in which they came. {@link replay} does everything again up to the last line.
 */
export class Journal {
  readonly #timeline: Timeline
  readonly #file: JournalFile
  #isReplaying = false
  #calls = 0
  /** The calls of the replay whose answers have not come yet, oldest first. undefined: the journal ends before it. */
  readonly #waiting = new Map<number, (answer: Answer | undefined) => void>()
  /** Answers come in one at a time, and the clock stands until what follows from one is over. */
  #turn: Promise<void> = Promise.resolve()

  constructor(timeline: Timeline, file: JournalFile) {
    this.#timeline = timeline
    this.#file = file
  }

  /** It does again what the file tells: nothing of it is news. */
  get isReplaying(): boolean {
    return this.#isReplaying
  }

  /** Writes each answer down. A call that the journal has the answer of is not made again. */
  invoking(invoke: Invoke): Invoke {
    return async (functionName, payload) => {
      this.#calls += 1
      const call = this.#calls
      const known = this.#isReplaying ? await this.#answerOf(call) : undefined
      if (known?.kind === 'answer') return known.result
      if (known?.kind === 'failure') throw Object.assign(new Error(known.message), { name: known.name })
      try {
        const result = copyAsJson(await invoke(functionName, payload))
        await this.#myTurn()
        this.#file.append({ kind: 'answer', ...this.#here(), call, result })
        return result
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error))
        await this.#myTurn()
        this.#file.append({ kind: 'failure', ...this.#here(), call, name, message })
        throw error
      }
    }
  }

  /** Writes a request down before it changes something. */
  readonly perform: Perform = (operation, body, act) => {
    if (READS.test(operation)) return act()
    return this.#timeline.atOnce(() => {
      this.#file.append({ kind: 'request', ...this.#here(), operation, body: copyAsJson(body) })
      return act()
    })
  }

  /** Writes down how far the clock has come. */
  markClock(): void {
    this.#file.append({ kind: 'clock', ...this.#here() })
  }

  /** @throws UnusableJournal when the lines do not fit what this interpreter does */
  async replay(service: StepFunctions, lines: readonly Line[]): Promise<void> {
    this.#isReplaying = true
    for (const line of lines) await this.#replayLine(service, line)
    this.#isReplaying = false
    for (const answer of this.#waiting.values()) answer(undefined)
    this.#waiting.clear()
  }

  async #replayLine(service: StepFunctions, line: Line): Promise<void> {
    if (line.kind === 'begun') return
    await this.#reach(line)
    this.#timeline.advance(line.at)
    switch (line.kind) {
      case 'answer':
      case 'failure':
        return this.#answer(line)
      case 'request':
        // What was refused then is refused now.
        await this.#timeline
          .atOnce(() => operationNamed(line.operation)(service, line.body))
          .catch(() => undefined)
    }
  }

  /** Runs the events up to this line, and leaves those that wait for a line that comes later. */
  async #reach(line: Extract<Line, { readonly ran: number }>): Promise<void> {
    // A fault of an event was reported when it happened first.
    const onError = (): void => undefined
    while (this.#timeline.ran < line.ran) {
      if (this.#timeline.pending === 0) throw this.#misfit(line)
      await this.#timeline.stepKeepingPace({ onError }).catch(onError)
    }
    if (this.#timeline.ran > line.ran) throw this.#misfit(line)
  }

  async #answer(line: Answer): Promise<void> {
    const answer = this.#waiting.get(line.call)
    if (answer === undefined) throw this.#misfit(line)
    this.#waiting.delete(line.call)
    answer(line)
    await oneTurn()
  }

  #answerOf(call: number): Promise<Answer | undefined> {
    return new Promise((answer) => this.#waiting.set(call, answer))
  }

  async #myTurn(): Promise<void> {
    const before = this.#turn
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#turn = promise
    await before
    void this.#timeline.atOnce(oneTurn).then(resolve)
  }

  #here(): { ran: number; at: number } {
    return { ran: this.#timeline.ran, at: this.#timeline.now() }
  }

  #misfit(line: Line): UnusableJournal {
    return new UnusableJournal(
      `${this.#file.path}: another version of local-step-functions wrote it, or it was changed. ` +
        `It does not fit from here on: ${JSON.stringify(line)}`,
    )
  }
}
