import type { IsolationId } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { keepWords as decide } from '../../core/isolation/decisions/keep-words.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { type AlreadyRead, type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { noteKey } from '../../record/keys.ts'
import { noteWrite } from '../../record/note-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import type { RaisedBy } from './open-or-raise.ts'

/** Has the words of a message kept for a person to read. Empty: they are kept already. */
export const wordsToKeep = async (
  { store }: Pick<Ports, 'store'>,
  { isolation, now }: Pick<Loaded, 'isolation' | 'now'>,
  inbound: string,
): Promise<Write[]> =>
  (await store.get(noteKey(isolation.id, inbound))) === undefined ? [noteWrite(isolation, inbound, now)] : []

/** Keeps the words of a message for a person to read, once for each message. */
export const keepWords = async (
  ports: CommandPorts,
  id: IsolationId,
  { inbound, by }: RaisedBy,
  read: AlreadyRead = {},
): Promise<CommandResult> => {
  const result = await handleCommand(
    ports,
    id,
    async (loaded) => decide(inbound, by, await wordsToKeep(ports, loaded, inbound)),
    read,
  )
  await applyEffects(ports, result)
  return result
}
