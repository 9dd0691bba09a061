import type { Principal } from '../../core/access/grant.ts'
import { isYesTo, oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import type { IsolationId } from '../../core/ids.ts'
import { echoKey } from '../../core/isolation/decisions/follow-up-unconfirmed.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { findConfirmation, type LoadedConfirmation } from '../../record/confirmation-repository.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { isolationOf, messageKey } from '../../record/keys.ts'
import { readMessage } from '../../record/message-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { type Confirmed, confirmAnswer } from '../answer-matter/confirm-answer.ts'
import { compose } from '../compose-message/compose-message.ts'
import type { Reply } from '../stranger-in-danger/send-once.ts'

interface Sent {
  readonly id: string
  readonly from: string
  readonly text: string
}

/** Our own words as they were sent: a yes may quote them. */
const echoesOf = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { confirmation }: LoadedConfirmation,
): Promise<string[]> => {
  const loaded = await loadIsolation(ports, isolationOf(confirmation.matter))
  const { isolation, community } = loaded
  const found = await findPerson(ports.store, isolation.person)
  if (found === undefined) return []
  const items = await Promise.all(
    (['first', 'again'] as const).map((time) =>
      ports.store.get(messageKey(isolation.id, echoKey(confirmation.id, time))),
    ),
  )
  return items.flatMap((item) => {
    if (item === undefined) return []
    const message = readMessage(item)
    const { phone } = confirmation
    const params = { ...message.params, ...(phone === undefined ? {} : { phone }) }
    const composed = compose({ ...message, params }, isolation, found.person, community)
    return composed === undefined ? [] : [composed.text]
  })
}

/** `nothing`: the echo is on its way. */
const replyTo = (confirmed: Confirmed, oneTime: string): Reply | 'nothing' => {
  switch (confirmed.result) {
    case 'done':
      return { template: 'noted', params: { code: confirmed.matter.code, answer: confirmed.answer } }
    case 'settled':
      return { template: 'matter_settled', params: { code: confirmed.matter.code, how: confirmed.how } }
    case 'not_possible':
      return {
        template: 'not_possible_now',
        params: { code: confirmed.matter.code, answer: confirmed.answer },
      }
    case 'echoed_again':
      return 'nothing'
    case 'unknown':
    case 'used':
    case 'expired':
    case 'replaced':
      return { template: 'not_confirmed', params: { oneTime, why: confirmed.result } }
  }
}

export interface ConfirmedByMessage {
  readonly reply: Reply | 'nothing'
  /** Other words came with the code of this isolation's matter. */
  readonly unclearAbout?: IsolationId
}

/**
 * A message with a one-time code, from a post's phone. undefined: it has none, or a resident may have meant something
 * else.
 */
export const confirmByMessage = async (
  ports: AnswerPorts & Pick<Ports, 'ids'>,
  { id, from, text }: Sent,
  authors: readonly Principal[],
  alsoResident: boolean,
): Promise<ConfirmedByMessage | undefined> => {
  const codes = oneTimeCodesIn(text)
  const [oneTime, another] = codes
  if (oneTime === undefined) return undefined
  const found = await findConfirmation(ports, from, oneTime)
  if (found === undefined && alsoResident) return undefined
  const isClear =
    another === undefined && (found === undefined || isYesTo(text, await echoesOf(ports, found)))
  if (!isClear)
    return {
      reply: { template: 'not_confirmed', params: { oneTime, why: 'unclear' } },
      ...(found === undefined ? {} : { unclearAbout: isolationOf(found.confirmation.matter) }),
    }
  return {
    reply: replyTo(await confirmAnswer(ports, { code: oneTime, from, by: authors, inbound: id }), oneTime),
  }
}
