import { distinctParts, type GridPart, nameOfPart, Part } from '../../core/grid-part.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { LedgerFeed } from '../../core/ports/ledger-feed.ts'
import type { Log } from '../../core/ports/log.ts'
import type { Recounts } from '../../core/ports/recounts.ts'
import { type Store, StoreFull } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { MINUTE, milliseconds } from '../../core/time/instant.ts'
import { listCommunities } from '../../record/community-repository.ts'
import { districtKey, isOfFigures } from '../../record/keys.ts'
import { changedBy } from '../../usecases/count-figures/changed-parts.ts'
import { recount } from '../../usecases/count-figures/recount.ts'
import { sumDistrict } from '../../usecases/judge-line/sum-district.ts'
import type { LocalState } from '../sqlite/local-state.ts'

const AT_ONCE = 1_000

/** How long a part that has changed waits until it is counted once more, and how often the district is added up. */
const LATER = MINUTE

const PLACE = 'figures-place'

export interface LocalFiguresOptions {
  readonly store: Store
  readonly clock: Clock
  readonly feed: LedgerFeed
  readonly state: LocalState
  readonly log: Log
}

/** On one machine the figures are counted when somebody looks: what the feed says has changed since the last look. */
export class LocalFigures implements Recounts {
  readonly #options: LocalFiguresOptions
  readonly #later = new Map<string, { readonly part: GridPart; readonly from: number }>()
  #turn: Promise<unknown> = Promise.resolve()
  #summedAt: number | undefined

  constructor(options: LocalFiguresOptions) {
    this.#options = options
  }

  async request(parts: readonly GridPart[]): Promise<void> {
    this.#wait(parts, milliseconds(this.#options.clock.now()) + LATER)
  }

  #wait(parts: readonly GridPart[], from: number): void {
    for (const part of parts) {
      const name = nameOfPart(part)
      if (from < (this.#later.get(name)?.from ?? Number.POSITIVE_INFINITY))
        this.#later.set(name, { part, from })
    }
  }

  /** The same store, whose figures are counted before they are read. */
  countedFirst(): Store {
    const { store } = this.#options
    return storeWith(store, {
      get: async (key) => {
        if (key.pk === districtKey().pk) await this.#inTurn(() => this.#sum())
        return store.get(key)
      },
      query: async (query) => {
        if (isOfFigures(query)) await this.#inTurn(() => this.#count())
        return store.query(query)
      },
    })
  }

  /**
   * One look after the other. A failure is that look's alone. On a full disk the figures stay as they were: the line has
   * to be read then, for it says so.
   */
  async #inTurn(run: () => Promise<unknown>): Promise<void> {
    const mine = this.#turn.then(run).catch((error: unknown) => {
      if (!(error instanceof StoreFull)) throw error
    })
    this.#turn = mine.catch(() => undefined)
    await mine
  }

  get #ports() {
    const { store, clock } = this.#options
    return { store, clock, recounts: this }
  }

  /** Everybody is counted once, before anything is remembered. */
  async #all(): Promise<GridPart[]> {
    const communities = await listCommunities(this.#options.store)
    return communities.flatMap(({ id: community, grids }) =>
      grids.flatMap(({ id: grid }) => Part.options.map((part) => ({ community, grid, part }))),
    )
  }

  /** @returns whether anything was counted */
  async #count(): Promise<boolean> {
    const { feed, state, clock } = this.#options
    const now = milliseconds(clock.now())
    const known = state.get(PLACE)
    const newest = feed.newest()
    let place = typeof known === 'number' ? known : newest
    const parts: GridPart[] = typeof known === 'number' ? [] : await this.#all()
    for (const [name, { part, from }] of this.#later)
      if (from <= now) {
        parts.push(part)
        this.#later.delete(name)
      }
    while (place < newest) {
      const entries = await feed.read(place, AT_ONCE)
      const changed = entries.flatMap(({ body }) => changedBy(body))
      parts.push(...changed)
      // At once, and once more: the lists of a store may lag behind.
      await this.request(changed)
      place = entries.at(-1)?.place ?? newest
    }
    for (const part of distinctParts(parts)) await this.#recount(part, parts)
    if (place !== known) state.set(PLACE, place)
    return parts.length > 0
  }

  /** One that fails comes again with the next look, and holds up no other: the record keeps that it failed. */
  async #recount(part: GridPart, all: readonly GridPart[]): Promise<void> {
    const { clock, log } = this.#options
    try {
      await recount(this.#ports, part)
    } catch (error) {
      // Then the place is not kept either.
      const again = error instanceof StoreFull ? all : [part]
      this.#wait(again, milliseconds(clock.now()))
      if (error instanceof StoreFull) throw error
      log.error('figures.not-counted', { key: nameOfPart(part) }, error)
    }
  }

  async #sum(): Promise<void> {
    const now = milliseconds(this.#options.clock.now())
    const hasChanged = await this.#count()
    if (!hasChanged && this.#summedAt !== undefined && now < this.#summedAt + LATER) return
    await sumDistrict(this.#ports)
    this.#summedAt = now
  }
}
