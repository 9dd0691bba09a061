import type { MatterId, SubjectId } from '../core/ids.ts'
import type { Matter } from '../core/matter/matter.ts'
import type { Store } from '../core/ports/store.ts'
import { type LoadedMatter, loadMatter, loadMatters } from './matter-repository.ts'

/**
 * The matters of an isolation or a household, each read once; a change of one is written under the version that was read.
 */
export class Matters {
  readonly #store: Store
  readonly #read: Map<MatterId, LoadedMatter>

  /** `read`: those that have been read already. */
  constructor(store: Store, read: readonly LoadedMatter[] = []) {
    this.#store = store
    this.#read = new Map(read.map((found) => [found.matter.id, found]))
  }

  /** @throws NotFound */
  async one(id: MatterId): Promise<Matter> {
    const found = this.#read.get(id) ?? (await loadMatter(this.#store, id))
    this.#read.set(id, found)
    return found.matter
  }

  async each(of: readonly { readonly id: MatterId }[]): Promise<Matter[]> {
    return Promise.all(of.map(({ id }) => this.one(id)))
  }

  /** Open and settled ones. */
  async all(subject: SubjectId): Promise<Matter[]> {
    const all = await loadMatters(this.#store, subject)
    for (const found of all) if (!this.#read.has(found.matter.id)) this.#read.set(found.matter.id, found)
    return this.each(all.map(({ matter }) => matter))
  }

  /** With its version and the token of its ladder's task. undefined: it was not read. */
  asRead(id: MatterId): LoadedMatter | undefined {
    return this.#read.get(id)
  }
}
