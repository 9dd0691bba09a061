import * as z from 'zod/mini'
import { type Community, postsOf, staffFor } from '../../core/community/community.ts'
import { MatterId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { Addressee, Delivery, Message } from '../../core/message/message.ts'
import type { Person } from '../../core/person/person.ts'
import { UnknownText } from '../../core/texts/render-recorded.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { compose, quotedIn } from '../../usecases/compose-message/compose-message.ts'
import type { ReceivedMessage } from './received-message.ts'

export const MessageView = z.strictObject({
  key: z.string(),
  template: z.string(),
  to: Addressee,
  name: z.optional(z.string().check(z.describe('Of the addressee.'))),
  at: InstantSchema,
  state: Message.shape.state,
  reason: z.optional(z.string()),
  delivery: z
    .optional(Delivery)
    .check(z.describe('Its receipt. Absent: none has come, and it is unknown whether it arrived.')),
  segments: z.optional(z.int()),
  matter: z.optional(MatterId),
  text: z.optional(
    z.string().check(z.describe('As it was sent. Absent if the person has been erased or has no phone.')),
  ),
})
export type MessageView = z.infer<typeof MessageView>

/** A one-time code is only for the phone it was sent to, a matter's code for those who may answer with it. */
const withoutCodes = (message: Message, mayAnswer: boolean): Message => {
  const { oneTime, code } = message.params
  return {
    ...message,
    params: {
      ...message.params,
      ...(oneTime === undefined ? {} : { oneTime: '*****' }),
      ...(code === undefined || mayAnswer ? {} : { code: '****' }),
    },
  }
}

/** A received message that a message to staff may quote. */
type Received = Pick<ReceivedMessage, 'inbound' | 'text'>

const textOf = (
  message: Message,
  isolation: Isolation,
  person: Person,
  community: Community,
  mayAnswer: boolean,
  received: readonly Received[],
): string | undefined => {
  try {
    const words = quotedIn(message).flatMap(
      (id) => received.find(({ inbound }) => inbound === id)?.text ?? [],
    )
    return compose(withoutCodes(message, mayAnswer), isolation, person, community, { words })?.text
  } catch (error) {
    // Recorded by another version of the catalogue: what was sent is no longer known.
    if (error instanceof UnknownText) return undefined
    throw error
  }
}

const nameOf = ({ to }: Message, isolation: Isolation, person: Person | undefined, community: Community) =>
  to.who === 'resident'
    ? person?.name
    : (
        postsOf(community).find(({ staff }) => staff.id === to.staff)?.staff ??
        staffFor(community, to.role, isolation.grid)
      ).name

/**
 * A message as people read it, with the words it quotes, as far as they are in `received`. `mayAnswer`: show the code
 * to answer with.
 */
export const messageView = (
  message: Message,
  isolation: Isolation,
  person: Person | undefined,
  community: Community,
  mayAnswer: boolean,
  received: readonly Received[] = [],
): MessageView => {
  const { key, template, to, at, state, reason, delivery, segments, matter } = message
  const name = nameOf(message, isolation, person, community)
  const text =
    person === undefined ? undefined : textOf(message, isolation, person, community, mayAnswer, received)
  return {
    key,
    template,
    to,
    at,
    state,
    ...(name === undefined ? {} : { name }),
    ...(reason === undefined ? {} : { reason }),
    ...(delivery === undefined ? {} : { delivery }),
    ...(segments === undefined ? {} : { segments }),
    ...(matter === undefined ? {} : { matter }),
    ...(text === undefined ? {} : { text }),
  }
}
