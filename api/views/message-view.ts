import * as z from 'zod/mini'
import { type Community, postsOf, staffFor } from '../../core/community/community.ts'
import type { Household } from '../../core/household/household.ts'
import { type GridId, MatterId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { Addressee, Delivery, Message } from '../../core/message/message.ts'
import type { Address, Person } from '../../core/person/person.ts'
import { UnknownText } from '../../core/texts/render-recorded.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import {
  type Composed,
  compose,
  composeForHome,
  quotedIn,
} from '../../usecases/compose-message/compose-message.ts'
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

/** undefined: recorded by another version of the catalogue, so what was sent is no longer known. */
const textOf = (
  message: Message,
  mayAnswer: boolean,
  received: readonly Received[],
  composing: (message: Message, words: readonly string[]) => Composed | undefined,
): string | undefined => {
  try {
    const words = quotedIn(message).flatMap(
      (id) => received.find(({ inbound }) => inbound === id)?.text ?? [],
    )
    return composing(withoutCodes(message, mayAnswer), words)?.text
  } catch (error) {
    if (error instanceof UnknownText) return undefined
    throw error
  }
}

const nameOf = (
  { to }: Message,
  { grid }: { readonly grid: GridId },
  person: Person | undefined,
  community: Community,
) =>
  to.who === 'resident'
    ? person?.name
    : (
        postsOf(community).find(({ staff }) => staff.id === to.staff)?.staff ??
        staffFor(community, to.role, grid)
      ).name

const viewOf = (message: Message, name: string | undefined, text: string | undefined): MessageView => {
  const { key, template, to, at, state, reason, delivery, segments, matter } = message
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
  const name = nameOf(message, isolation, person, community)
  const text =
    person === undefined
      ? undefined
      : textOf(message, mayAnswer, received, (shown, words) =>
          compose(shown, isolation, person, community, { words }),
        )
  return viewOf(message, name, text)
}

/** The same of a message about a home. `address`: null where the caller may not see it. */
export const homeMessageView = (
  message: Message,
  context: { readonly household: Household; readonly community: Community },
  address: Address | null,
  mayAnswer: boolean,
  received: readonly Received[] = [],
): MessageView =>
  viewOf(
    message,
    nameOf(message, context.household, undefined, context.community),
    address === null
      ? undefined
      : textOf(message, mayAnswer, received, (shown, words) =>
          composeForHome(shown, context, address, words),
        ),
  )
