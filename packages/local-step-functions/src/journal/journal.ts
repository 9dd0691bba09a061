import type { StepFunctions } from '../api/step-functions.ts'
import type { Timeline } from '../clock/timeline.ts'
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
  /** While it replays: the event that is running, and the call that it waits for. */
  #event: Promise<unknown> = Promise.resolve()
  #called = Promise.withResolvers<void>()
  #waiting: { readonly call: number; readonly answer: (answer: Answer | undefined) => void } | undefined

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
        this.#file.append({ kind: 'answer', ran: this.#timeline.ran, call, result })
        return result
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error))
        this.#file.append({ kind: 'failure', ran: this.#timeline.ran, call, name, message })
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
    this.#waiting?.answer(undefined)
  }

  async #replayLine(service: StepFunctions, line: Line): Promise<void> {
    if (line.kind === 'begun') return
    await this.#reach(line)
    switch (line.kind) {
      case 'answer':
      case 'failure':
        return this.#answer(line)
      case 'clock':
        return this.#timeline.advance(line.at)
      case 'request':
        this.#timeline.advance(line.at)
        // What was refused then is refused now.
        await this.#timeline
          .atOnce(() => operationNamed(line.operation)(service, line.body))
          .catch(() => undefined)
    }
  }

  async #reach(line: Extract<Line, { readonly ran: number }>): Promise<void> {
    while (this.#timeline.ran < line.ran) {
      if (this.#waiting !== undefined || this.#timeline.pending === 0) throw this.#misfit(line)
      await this.#event
      await this.#goOn(() => {
        // A fault of an event was reported when it happened first.
        this.#event = this.#timeline.step().catch(() => true)
      })
    }
    if (this.#timeline.ran > line.ran) throw this.#misfit(line)
  }

  async #answer(line: Answer): Promise<void> {
    const waiting = this.#waiting
    if (waiting?.call !== line.call) throw this.#misfit(line)
    await this.#goOn(() => waiting.answer(line))
  }

  /** Lets the event go on until it ends or calls a function. */
  async #goOn(go: () => void): Promise<void> {
    this.#waiting = undefined
    this.#called = Promise.withResolvers()
    go()
    await Promise.race([this.#event, this.#called.promise])
  }

  /** undefined: the journal ends before it. */
  #answerOf(call: number): Promise<Answer | undefined> {
    return new Promise((answer) => {
      this.#waiting = { call, answer }
      this.#called.resolve()
    })
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
