import * as z from 'zod/mini'
import { subjectIn } from '../../core/aggregate/subject.ts'
import { isAt, rungKey, type Telling } from '../../core/escalation/tell-rung.ts'
import { tellRung as tellOfHousehold } from '../../core/household/decisions/matters.ts'
import { tellRung as tellOfIsolation } from '../../core/isolation/decisions/tell-rung.ts'
import type { NextRung } from '../../core/matter/ladder.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { RungName } from '../../core/rule-book/rule-book.ts'
import { toBody } from '../../core/to-body.ts'
import type { Matters } from '../../record/matters.ts'
import { recordedMessages } from '../../record/message-repository.ts'
import { handleSubject, type LoadedSubject, loadSubjectWithMatter } from '../../record/subject-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'
import { LadderInput } from './climb-ladder.ts'

export const NotifyRungInput = z.extend(LadderInput, { rung: RungName, round: z.int(), token: z.string() })
export type NotifyRungInput = z.infer<typeof NotifyRungInput>

const keysFor = (matter: Matter, input: NotifyRungInput): string[] =>
  (matter.state.name === 'open' ? matter.state.owners : []).map((owner) => rungKey(matter, input, owner))

const publish = async (ports: Pick<Ports, 'alerts'>, matter: Matter, input: NotifyRungInput) => {
  const { id, community, grid, kind, isolation, household, state } = matter
  if (state.name !== 'open') return
  const about = isolation === undefined ? { household } : { isolation }
  for (const owner of state.owners)
    await ports.alerts.publish({
      key: rungKey(matter, input, owner),
      community,
      grid,
      department: owner.role,
      kind,
      body: { matter: id, ...toBody(about), rung: input.rung, dueAt: state.dueAt },
    })
}

/**
 * Tells everyone who owns this rung and lets the workflow wait for their answer until it is due. If the matter has been
 * settled or has moved on, its token is answered at once.
 */
export const notifyRung = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'alerts' | 'tasks' | 'clock'>,
  input: NotifyRungInput,
): Promise<void> => {
  const { store } = ports
  const read = await loadSubjectWithMatter(ports, input.matterId)
  let matter = await read.matters.one(input.matterId)
  // Nobody has been told yet, as a rule. If somebody has, the transaction meets their message.
  let isFirst = true
  const decideBy =
    <Of extends LoadedSubject, Told>(
      tell: (loaded: Of, matter: Matter, telling: Telling, told: readonly Message[]) => Told,
    ) =>
    async (loaded: Of, matters: Matters): Promise<Told | undefined> => {
      matter = await matters.one(input.matterId)
      if (!isAt(matter, input) || matters.asRead(input.matterId)?.token === input.token) return undefined
      const told = isFirst ? [] : await recordedMessages(store, subjectIn(loaded).id, keysFor(matter, input))
      isFirst = false
      return tell(loaded, matter, input, told)
    }
  const result = await handleSubject(
    ports,
    subjectIn(read.loaded).id,
    { isolation: decideBy(tellOfIsolation), household: decideBy(tellOfHousehold) },
    read,
  )
  if (!isAt(matter, input)) {
    const next: NextRung =
      matter.state.name === 'settled' || matter.generation !== input.generation
        ? { do: 'settled', at: result.now }
        : { do: 'climb', at: result.now }
    await ports.tasks.succeed(input.token, toBody(next))
    return
  }
  await deliverAll(ports, result, result.decision?.messages ?? [])
  const keys = keysFor(matter, input)
  if (result.decision?.messages?.length !== keys.length)
    for (const key of keys) await deliverAgain(ports, result, key)
  await publish(ports, matter, input)
}
