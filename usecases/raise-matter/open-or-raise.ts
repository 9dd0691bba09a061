import { raisedKey, toldOf } from '../../core/escalation/raise-matter.ts'
import type { IsolationId } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import {
  type Beside,
  hearWords as decide,
  type Words,
  wordsReplyKey,
} from '../../core/isolation/decisions/hear-words.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { type AlreadyRead, type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { heardKey } from '../../record/keys.ts'
import { Matters } from '../../record/matters.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { type Answered, paid } from '../compose-message/within-budget.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'

/** The message that caused it, and who wrote it. */
export interface RaisedBy extends Answered {
  readonly by: LedgerEntry['by']
}

/** What a message says, and what changes with it. */
export interface HeardWords extends Words, RaisedBy {
  /** Written in the same transaction. */
  readonly writes?: readonly Write[]
  readonly beside?: (loaded: Loaded, matters: Matters) => Promise<Beside | undefined>
}

const sameMatter = async (
  { isolation }: Pick<Loaded, 'isolation'>,
  matters: Matters,
  { kind, need }: Words['matter'],
): Promise<Matter | undefined> => {
  const open = await matters.each(openMatters(isolation).filter((matter) => matter.kind === kind))
  return open.find((matter) => matter.need === need)
}

/**
 * Handles words that need somebody: opens a matter, or adds them to an open one of the same kind and need and tells
 * everybody on it again. Works during and after isolation. Safe to repeat.
 */
export const openOrRaise = async (
  ports: AnswerPorts,
  id: IsolationId,
  words: HeardWords,
  { loaded }: AlreadyRead = {},
): Promise<CommandResult> => {
  const { matter, inbound } = words
  const result = await handleCommand(
    ports,
    id,
    async (found, matters) => {
      const beside = (await words.beside?.(found, matters)) ?? { events: [] }
      const known = await sameMatter(found, matters, matter)
      const writes = [...(words.writes ?? []), ...(beside.writes ?? [])]
      return paid(ports, found, words, decide(found, words, { known, beside: { ...beside, writes } }))
    },
    { loaded, once: heardKey(id, matter.kind, inbound) },
  )
  if (result.decision === undefined) await finish(ports, result, words)
  else await applyEffects(ports, result)
  return result
}

/** Repeats what a crash after recording may have left undone. */
const finish = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'executions'>,
  result: CommandResult,
  words: Words,
): Promise<void> => {
  const { matter, inbound } = words
  await startLaddersAgain(ports, result.isolation, ({ kind }) => kind === matter.kind)
  await deliverAgain(ports, result, wordsReplyKey(words))
  const known = await sameMatter(result, new Matters(ports.store), matter)
  for (const owner of known === undefined ? [] : toldOf(known))
    await deliverAgain(ports, result, raisedKey(matter.kind, inbound, owner))
}
