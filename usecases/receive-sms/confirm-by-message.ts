import type { Principal } from '../../core/access/grant.ts'
import { echoKey } from '../../core/escalation/follow-up-unconfirmed.ts'
import { isYesTo, oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import type { SubjectId } from '../../core/ids.ts'
import type { Message } from '../../core/message/message.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { findConfirmation, type LoadedConfirmation } from '../../record/confirmation-repository.ts'
import { findHome } from '../../record/home-repository.ts'
import { messageKey, subjectOf } from '../../record/keys.ts'
import { readMessage } from '../../record/message-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { type LoadedSubject, loadSubject } from '../../record/subject-repository.ts'
import { type Confirmed, confirmAnswer } from '../answer-matter/confirm-answer.ts'
import { type Composed, compose, composeForHome } from '../compose-message/compose-message.ts'
import type { Reply } from '../stranger-in-danger/send-once.ts'

interface Sent {
  readonly id: string
  readonly from: string
  readonly text: string
}

/** undefined: the person, or the home, has been erased. */
const composerOf = async (
  { store }: Pick<Ports, 'store'>,
  context: LoadedSubject,
): Promise<((message: Message) => Composed | undefined) | undefined> => {
  if ('isolation' in context) {
    const { isolation, community } = context
    const found = await findPerson(store, isolation.person)
    return found && ((message) => compose(message, isolation, found.person, community))
  }
  const found = await findHome(store, context.household.id)
  return found && ((message) => composeForHome(message, context, found.home.address))
}

/** Our own words as they were sent: a yes may quote them. */
const echoesOf = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { confirmation }: LoadedConfirmation,
): Promise<string[]> => {
  const { matter, id, phone } = confirmation
  const context = await loadSubject(ports, subjectOf(matter))
  const composed = await composerOf(ports, context)
  const items = await Promise.all(
    (['first', 'again'] as const).map((time) =>
      ports.store.get(messageKey(subjectOf(matter), echoKey(id, time))),
    ),
  )
  return items.flatMap((item) => {
    if (item === undefined) return []
    const message = readMessage(item)
    const params = { ...message.params, ...(phone === undefined ? {} : { phone }) }
    return composed?.({ ...message, params })?.text ?? []
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
  /** Other words came with the code of a matter about this. */
  readonly unclearAbout?: SubjectId
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
      ...(found === undefined ? {} : { unclearAbout: subjectOf(found.confirmation.matter) }),
    }
  return {
    reply: replyTo(await confirmAnswer(ports, { code: oneTime, from, by: authors, inbound: id }), oneTime),
  }
}
