import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'

const ran = z.int()
const at = z.number()

const line = z.discriminatedUnion('kind', [
  /** The first line: what decides everything else. */
  z.strictObject({ kind: z.literal('begun'), seed: z.string(), region: z.string(), account: z.string(), at }),
  z.strictObject({ kind: z.literal('request'), ran, at, operation: z.string(), body: z.json() }),
  z.strictObject({ kind: z.literal('answer'), ran, call: z.int(), result: z.json() }),
  z.strictObject({ kind: z.literal('failure'), ran, call: z.int(), name: z.string(), message: z.string() }),
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
    if (!existsSync(this.path)) {
      writeFileSync(this.path, '', { mode: 0o600 })
      return []
    }
    const bytes = readFileSync(this.path)
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
    if (whole.length < bytes.length) truncateSync(this.path, whole.length)
    const texts = whole.toString('utf8').split('\n').slice(0, -1)
    return texts.map((text, index) => {
      const read = line.safeParse(parsed(text))
      if (read.success) return read.data
      throw new UnusableJournal(
        `${this.path}, line ${index + 1}: this is no journal of executions. Keep them in another file.`,
      )
    })
  }

  append(added: Line): void {
    appendFileSync(this.path, `${JSON.stringify(added)}\n`)
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
