import type { MatterId } from '../../../ids.ts'
import type { Matter } from '../../../matter/matter.ts'
import { type Decision, fold, type Loaded } from '../../decision.ts'
import type { LedgerEntry } from '../../events.ts'
import { openMatters } from '../../isolation.ts'

/** A decision that is being built up: each part of a correction sees the isolation as the earlier parts have left it. */
export class Draft {
  readonly by: LedgerEntry['by']
  #loaded: Loaded
  #decision: Decision
  /** Open and settled ones, as they are. */
  readonly #all: readonly Matter[]
  /** As they will be written. */
  readonly #matters = new Map<MatterId, Matter>()

  constructor(loaded: Loaded, by: LedgerEntry['by'], matters: readonly Matter[]) {
    this.#all = matters
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

  /** Open and settled ones, as the earlier parts have left them. */
  get matters(): Matter[] {
    return this.#all.map((matter) => this.#matters.get(matter.id) ?? matter)
  }

  matter(id: MatterId): Matter | undefined {
    return this.matters.find((matter) => matter.id === id)
  }

  get openMatters(): Matter[] {
    return openMatters(this.#loaded.isolation).flatMap(({ id }) => this.matter(id) ?? [])
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
