import type { MatterId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Store } from '../../core/ports/store.ts'
import { type Decision, fold, type Loaded } from '../../record/isolation-repository.ts'
import { type LoadedMatter, loadMatter, loadMatters } from '../../record/matter-repository.ts'

/** A decision that is being built up: each part of a correction sees the isolation as the earlier parts have left it. */
export class Draft {
  readonly #store: Store
  readonly by: LedgerEntry['by']
  #loaded: Loaded
  #decision: Decision
  /** As they will be written. */
  readonly #matters = new Map<MatterId, LoadedMatter>()

  constructor(store: Store, loaded: Loaded, by: LedgerEntry['by']) {
    this.#store = store
    this.#loaded = loaded
    this.by = by
    this.#decision = { by, events: [] }
  }

  /** The isolation as it will be. */
  get loaded(): Loaded {
    return this.#loaded
  }

  get decision(): Decision {
    return { ...this.#decision, matters: [...(this.#decision.matters ?? []), ...this.#matters.values()] }
  }

  async matter(id: MatterId): Promise<LoadedMatter> {
    return this.#matters.get(id) ?? (await loadMatter(this.#store, id))
  }

  async openMatters(): Promise<LoadedMatter[]> {
    return Promise.all(openMatters(this.#loaded.isolation).map(({ id }) => this.matter(id)))
  }

  /** Open and settled ones. */
  async allMatters(): Promise<LoadedMatter[]> {
    const all = await loadMatters(this.#store, this.#loaded.isolation.id)
    return all.map((found) => this.#matters.get(found.matter.id) ?? found)
  }

  add(parts: Partial<Omit<Decision, 'by'>>): void {
    const { events = [], matters = [], messages = [], writes = [], taskAnswers = [], ...rest } = parts
    const { isolation } = fold(this.#loaded, { by: this.by, events })
    this.#loaded = { ...this.#loaded, isolation }
    for (const { matter, version, token } of matters)
      if (version !== undefined)
        this.#matters.set(matter.id, { matter, version, ...(token === undefined ? {} : { token }) })
    const before = this.#decision
    this.#decision = {
      ...before,
      ...rest,
      events: [...before.events, ...events],
      matters: [...(before.matters ?? []), ...matters.filter(({ version }) => version === undefined)],
      messages: [...(before.messages ?? []), ...messages],
      writes: [...(before.writes ?? []), ...writes],
      taskAnswers: [...(before.taskAnswers ?? []), ...taskAnswers],
    }
  }
}
