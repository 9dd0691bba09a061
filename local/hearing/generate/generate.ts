import type { Community } from '../../../core/community/community.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { Draws } from '../../random/draws.ts'
import { type ObservedOutcome, observedOutcome } from '../measure/observed-outcome.ts'
import { residentWorld } from '../measure/resident-settings.ts'
import { staffWorld } from '../measure/staff-settings.ts'
import type { Heard, World } from '../measure/world.ts'
import { RESIDENT } from '../measure/world-people.ts'
import { canHave, FAULTS, type Fault, faultsIn } from './faults.ts'
import type { Read, Reader } from './product-reader.ts'
import { residentText } from './resident-grammar.ts'
import { staffText } from './staff-grammar.ts'
import type { GeneratedText } from './truth.ts'

export interface FaultCount {
  readonly fault: Fault
  readonly count: number
  /** Texts in which it could have happened. */
  readonly of: number
  /** The first that were found. */
  readonly examples: readonly string[]
}

export interface Tally {
  readonly texts: number
  readonly faults: readonly FaultCount[]
}

export interface Generated {
  /** By the reader alone. */
  readonly read: Tally
  /** Through the use cases. */
  readonly done: Tally
}

const EXAMPLES = 8

class Count {
  #texts = 0
  readonly #counts = new Map<Fault, { count: number; of: number; examples: string[] }>(
    FAULTS.map((fault) => [fault, { count: 0, of: 0, examples: [] }]),
  )

  add(made: GeneratedText, found: readonly Fault[], seen: string): void {
    this.#texts += 1
    for (const [fault, count] of this.#counts) {
      if (canHave(made, fault)) count.of += 1
      if (!found.includes(fault)) continue
      count.count += 1
      if (count.examples.length < EXAMPLES) count.examples.push(`${JSON.stringify(made.text)} ${seen}`)
    }
  }

  tally(): Tally {
    return {
      texts: this.#texts,
      faults: [...this.#counts].map(([fault, counted]) => ({ fault, ...counted })),
    }
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

const readAlone = (made: GeneratedText, reader: Reader): { faults: Fault[]; seen: string } => {
  try {
    const read =
      made.as === 'resident'
        ? reader.resident(made.text, made.home)
        : reader.staff(made.text.replaceAll('{code}', '4821'))
    return { faults: faultsIn(made, read), seen: seenIn(read) }
  } catch (error) {
    return { faults: ['exception'], seen: wordsOf(error) }
  }
}

const seenIn = ({ readings, symptoms, ask, asked, answer }: Read): string =>
  [
    ...readings.map(({ who, tenths }) => `${who} ${tenths}`),
    ...symptoms,
    ...ask.map((question) => `${question}?`),
    ...(asked.length > 0 ? [asked.join('/')] : []),
    ...(answer === null ? [] : [answer]),
  ].join(' ')

/** What happened, in the same words as what was read. */
const asRead = (outcome: ObservedOutcome, { people }: Heard): Read => ({
  readings: outcome.record.flatMap(({ who, tenths }) => (tenths === null ? [] : [{ who, tenths }])),
  symptoms: outcome.record.flatMap(({ symptoms }) => symptoms),
  ask: outcome.ask,
  asked: people.flatMap(({ entries }) =>
    entries.flatMap(({ event }) => (event.type === 'asked_to_confirm' ? [event.tenths] : [])),
  ),
  answer: outcome.answers[0]?.said ?? null,
})

/** A world is built once, when the first text needs it. */
class Worlds {
  readonly #known = new Map<string, Promise<{ world: World; from: string; code: string }>>()
  readonly #community: Community
  readonly #book: RuleBook

  constructor(community: Community, book: RuleBook) {
    this.#community = community
    this.#book = book
  }

  for(made: GeneratedText): Promise<{ world: World; from: string; code: string }> {
    const key = made.as === 'resident' ? made.home : `${made.as} ${made.setting}`
    const known = this.#known.get(key) ?? this.#build(made)
    this.#known.set(key, known)
    return known
  }

  async #build(made: GeneratedText): Promise<{ world: World; from: string; code: string }> {
    if (made.as !== 'resident') return staffWorld(made.setting, this.#community, this.#book, 'zh-CN', made.as)
    const setting = made.home === 'alone' ? 'asked' : made.home
    const world = await residentWorld(setting, this.#community, this.#book, 'zh-CN')
    return { world, from: RESIDENT, code: '' }
  }
}

export interface GenerateOptions {
  readonly count: number
  readonly seed: string
  readonly community: Community
  readonly book: RuleBook
  readonly reader: Reader
  readonly onProgress?: (done: number, all: number) => void
}

/** One text in fifty goes through the use cases too, up to a limit. */
const ONE_IN = 50
const MOST_DONE = 20_000
const TELL_EVERY = 1_000

/** Generates texts with known meaning, lets them be read, and counts the faults. */
export const generate = async (options: GenerateOptions): Promise<Generated> => {
  const { count, seed, community, book, reader, onProgress } = options
  const draws = new Draws(seed, 'hearing')
  const worlds = new Worlds(community, book)
  const read = new Count()
  const done = new Count()
  const oneIn = Math.max(ONE_IN, Math.ceil(count / MOST_DONE))
  for (let index = 0; index < count; index += 1) {
    const made = draws.chance(0.7) ? residentText(draws) : staffText(draws)
    const alone = readAlone(made, reader)
    read.add(made, alone.faults, alone.seen)
    if (index % oneIn === 0) {
      const { world, from, code } = await worlds.for(made)
      const heard = await world.hear(from, made.text.replaceAll('{code}', code), `made-${index}`)
      const outcome = observedOutcome(heard)
      const seen = asRead(outcome, heard)
      done.add(
        made,
        outcome.failed === undefined ? faultsIn(made, seen) : ['exception'],
        outcome.failed ?? seenIn(seen),
      )
    }
    if (index % TELL_EVERY === 0) onProgress?.(index, count)
  }
  return { read: read.tally(), done: done.tally() }
}
