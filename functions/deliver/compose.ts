import { type Community, type Language, postsOf, staffFor } from '../../core/domain/community.ts'
import type { Isolation } from '../../core/domain/isolation.ts'
import type { Message } from '../../core/domain/message.ts'
import type { Person } from '../../core/domain/person.ts'
import type { JsonObject } from '../../core/json.ts'
import { renderRecorded } from '../../core/texts/render-recorded.ts'

/** A text ready to be handed over. */
export interface Composed {
  readonly to: string
  readonly language: Language
  readonly params: JsonObject
  readonly text: string
}

const placeOf = ({ address }: Person): string =>
  [address.building, address.unit, address.room].filter((part) => part !== '').join('-')

/** Joins a recorded message with the names and numbers it needs. undefined: its addressee has no phone. */
export const compose = (
  message: Message,
  isolation: Isolation,
  person: Person,
  community: Community,
): Composed | undefined => {
  if (message.to.who === 'resident') {
    if (person.phone === undefined) return undefined
    const member = isolation.contact.by === 'sms' ? isolation.contact.member : undefined
    const params = { ...message.params, ...(member === undefined ? {} : { member }) }
    return {
      to: person.phone,
      language: person.language,
      params,
      text: renderRecorded(message.template, params, {
        language: person.language,
        signature: community.signature[person.language],
      }),
    }
  }
  const { role, staff: id } = message.to
  const staff =
    postsOf(community).find((post) => post.staff.id === id)?.staff ??
    staffFor(community, role, isolation.grid)
  const language = staff.language ?? community.language
  const params = { ...message.params, person: person.name, place: placeOf(person) }
  return {
    to: staff.phone,
    language,
    params,
    text: renderRecorded(message.template, params, { language, signature: community.signature[language] }),
  }
}
