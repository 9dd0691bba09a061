import type { IsolationId } from '../../core/ids.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { type NewMatter, openMatter } from '../../core/isolation/decisions/open-matter.ts'
import { raised, raisedKey, toldOf } from '../../core/isolation/decisions/raise-matter.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { worseOfBoth } from '../../core/matter/worse-news.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { heardKey } from '../../record/keys.ts'
import { Matters } from '../../record/matters.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { answersWithinBudget, tellingsWithinBudget } from '../compose-message/within-budget.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'

/** The message that caused it, and who wrote it. */
export interface RaisedBy {
  readonly inbound: string
  readonly by: LedgerEntry['by']
  /** Written in the same transaction. */
  readonly writes?: readonly Write[]
}

export interface Words extends RaisedBy {
  readonly matter: Omit<NewMatter, 'inbound' | 'slot'>
  /** The reply to the returnee. Absent: somebody else wrote. */
  readonly reply?: (loaded: Loaded, key: string) => Message
  /** What changes with it, whether the matter is new or not. */
  readonly beside?: (
    loaded: Loaded,
    matters: Matters,
  ) => Promise<Pick<Decision, 'events' | 'matters'> & { readonly writes: readonly Write[] }>
}

/** At most this many later messages are quoted with a matter. */
const LIMIT = 20

const sameMatter = async (
  { isolation }: Loaded,
  matters: Matters,
  { kind, need }: Words['matter'],
): Promise<Matter | undefined> => {
  const open = await matters.each(openMatters(isolation).filter((matter) => matter.kind === kind))
  return open.find((matter) => matter.need === need)
}

const added = (known: Matter, { matter, inbound }: Words): Partial<Matter> => ({
  ...worseOfBoth(known, matter),
  ...(matter.danger === undefined ? {} : { danger: matter.danger }),
  more: [...(known.more ?? []), inbound].slice(-LIMIT),
})

/**
 * Handles words that need somebody: opens a matter, or adds them to an open one of the same kind and need and tells
 * everybody on it again, for danger each time, otherwise as often as the rule book allows. Works during and after
 * isolation. Safe to repeat.
 */
export const openOrRaise = async (ports: Ports, id: IsolationId, words: Words): Promise<CommandResult> => {
  const { matter, inbound, by } = words
  const once = heardKey(id, matter.kind, inbound)
  const key = `reply-${matter.kind.replaceAll('_', '-')}-${inbound}`
  const result = await handleCommand(ports, id, async (loaded, matters): Promise<Decision | undefined> => {
    if ((await ports.store.get(once)) !== undefined) return undefined
    const beside = (await words.beside?.(loaded, matters)) ?? { events: [], writes: [] }
    const known = await sameMatter(loaded, matters, matter)
    const said = by === 'resident' ? words.reply?.(loaded, key) : undefined
    const reply = said === undefined ? [] : [{ ...said, answers: inbound }]
    const answers = await answersWithinBudget(ports, loaded, { inbound }, reply)
    const { messages } = answers
    const writes: Write[] = [
      ...(words.writes ?? []),
      ...answers.writes,
      { put: { ...once, body: {}, expiresAt: plus(loaded.now, DAY) }, expect: 'absent' },
      ...beside.writes,
    ]
    if (known !== undefined) {
      const { kind: _, ...heard } = matter
      const more = raised(known, added(known, words), heard, inbound, loaded.now)
      const told =
        matter.kind === 'danger'
          ? { messages: more.messages, writes: [] }
          : await tellingsWithinBudget(ports, loaded, matter.kind, more.messages)
      return {
        by,
        events: [...beside.events, ...more.events],
        matters: [...(beside.matters ?? []), ...more.matters],
        messages: [...messages, ...told.messages],
        writes: [...writes, ...told.writes],
      }
    }
    // A matter without a slot is named after the entry that opens it.
    const { isolation } = loaded
    const then = {
      ...loaded,
      isolation: { ...isolation, entries: isolation.entries + beside.events.length },
    }
    const opened = openMatter(then, { ...matter, inbound })
    return {
      by,
      events: [...beside.events, opened.event],
      matters: [...(beside.matters ?? []), opened.matter],
      messages,
      writes,
    }
  })
  if (result.decision === undefined) await finish(ports, result, words, key)
  else await applyEffects(ports, result)
  return result
}

/** Repeats what a crash after recording may have left undone. */
const finish = async (
  ports: Ports,
  result: CommandResult,
  { matter, inbound }: Words,
  key: string,
): Promise<void> => {
  await startLaddersAgain(ports, result.isolation, ({ kind }) => kind === matter.kind)
  await deliverAgain(ports, result, key)
  const known = await sameMatter(result, new Matters(ports.store), matter)
  for (const owner of known === undefined ? [] : toldOf(known))
    await deliverAgain(ports, result, raisedKey(matter.kind, inbound, owner))
}
