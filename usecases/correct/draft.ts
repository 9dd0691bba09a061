import type { MatterId } from '../../core/ids.ts'
import { type Decision, fold, type Loaded } from '../../core/isolation/decision.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Matters } from '../../record/matters.ts'

/** A decision that is being built up: each part of a correction sees the isolation as the earlier parts have left it. */
export class Draft {
  readonly #read: Matters
  readonly by: LedgerEntry['by']
  #loaded: Loaded
  #decision: Decision
  /** As they will be written. */
  readonly #matters = new Map<MatterId, Matter>()

  constructor(read: Matters, loaded: Loaded, by: LedgerEntry['by']) {
    this.#read = read
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

  async matter(id: MatterId): Promise<Matter> {
    return this.#matters.get(id) ?? (await this.#read.one(id))
  }

  async openMatters(): Promise<Matter[]> {
    return Promise.all(openMatters(this.#loaded.isolation).map(({ id }) => this.matter(id)))
  }

  /** Open and settled ones. */
  async allMatters(): Promise<Matter[]> {
    const all = await this.#read.all(this.#loaded.isolation.id)
    return all.map((matter) => this.#matters.get(matter.id) ?? matter)
  }

  add(parts: Partial<Omit<Decision, 'by'>>): void {
    const { events = [], matters = [], messages = [], writes = [], effects = [], ...rest } = parts
    const { isolation } = fold(this.#loaded, { by: this.by, events })
    this.#loaded = { ...this.#loaded, isolation }
    for (const matter of matters) if (matter.code !== undefined) this.#matters.set(matter.id, matter)
    const before = this.#decision
    this.#decision = {
      ...before,
      ...rest,
      events: [...before.events, ...events],
      matters: [...(before.matters ?? []), ...matters.filter(({ code }) => code === undefined)],
      messages: [...(before.messages ?? []), ...messages],
      writes: [...(before.writes ?? []), ...writes],
      effects: [...(before.effects ?? []), ...effects],
    }
  }
}
