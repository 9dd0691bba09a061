import type { IsolationId } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import type { IsolationEvent } from '../../core/isolation/events.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { noteKey } from '../../record/keys.ts'
import { noteWrite } from '../../record/note-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import type { RaisedBy } from './open-or-raise.ts'

/** What a decision adds if its text has words that a person must read. Empty: they are kept already. */
export const kept = async (
  { store }: Pick<Ports, 'store'>,
  { isolation, now }: Pick<Loaded, 'isolation' | 'now'>,
  inbound: string,
): Promise<{ readonly events: readonly IsolationEvent[]; readonly writes: readonly Write[] }> =>
  (await store.get(noteKey(isolation.id, inbound))) === undefined
    ? { events: [{ type: 'words_kept', inbound }], writes: [noteWrite(isolation, inbound, now)] }
    : { events: [], writes: [] }

/** Keeps the words of a message for a person to read, once for each message. */
export const keepWords = async (
  ports: Ports,
  id: IsolationId,
  { inbound, by, writes = [] }: RaisedBy,
): Promise<void> => {
  const result = await handleCommand(ports, id, async (loaded) => {
    const note = await kept(ports, loaded, inbound)
    if (note.events.length === 0) return undefined
    return { by, events: note.events, writes: [...writes, ...note.writes] }
  })
  await applyEffects(ports, result)
}
