import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'

const ran = z.int()
const at = z.number()

const line = z.discriminatedUnion('kind', [
  /** The first line: what decides everything else. */
  z.strictObject({ kind: z.literal('begun'), seed: z.string(), region: z.string(), account: z.string(), at }),
  z.strictObject({ kind: z.literal('request'), ran, at, operation: z.string(), body: z.json() }),
  z.strictObject({ kind: z.literal('answer'), ran, at, call: z.int(), result: z.json() }),
  z.strictObject({
    kind: z.literal('failure'),
    ran,
    at,
    call: z.int(),
    name: z.string(),
    message: z.string(),
  }),
  z.strictObject({ kind: z.literal('clock'), ran, at }),
])

/** `ran`: after so many events of the timeline; `at`: milliseconds since 1970. */
export type Line = z.infer<typeof line>

/** The file cannot be gone on with. */
export class UnusableJournal extends Error {
  override readonly name = 'UnusableJournal'
}

/** One JSON line for each thing that came from outside. A last line that a crash cut short is dropped. */
export class JournalFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** @throws UnusableJournal */
  read(): Line[] {
    const bytes = this.#access(() => this.#bytes())
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
    const rest = bytes.subarray(whole.length).toString('utf8')
    const lines = whole
      .toString('utf8')
      .split('\n')
      .slice(0, -1)
      .map((text, index) => this.#lineIn(text, index))
    if (rest === '') return lines
    if (!isCutLine(rest)) throw this.#noJournal(lines.length)
    this.#access(() => truncateSync(this.path, whole.length))
    return lines
  }

  append(added: Line): void {
    appendFileSync(this.path, `${JSON.stringify(added)}\n`)
  }

  #bytes(): Buffer {
    if (!existsSync(this.path)) writeFileSync(this.path, '', { mode: 0o600 })
    return readFileSync(this.path)
  }

  #lineIn(text: string, index: number): Line {
    const read = line.safeParse(parsed(text))
    if (read.success) return read.data
    throw this.#noJournal(index)
  }

  #noJournal(index: number): UnusableJournal {
    return new UnusableJournal(
      `${this.path}, line ${index + 1}: this is no journal of executions. Keep them in another file.`,
    )
  }

  #access<Result>(access: () => Result): Result {
    try {
      return access()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new UnusableJournal(`${this.path} cannot be read and written: ${reason}`, { cause: error })
    }
  }
}

const BEGINNING = '{"kind":"'

/** What a crash left of a line. */
const isCutLine = (rest: string): boolean => rest.startsWith(BEGINNING) || BEGINNING.startsWith(rest)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
