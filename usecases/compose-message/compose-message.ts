import {
  type Community,
  type Language,
  postsOf,
  quotesNotes,
  staffFor,
} from '../../core/community/community.ts'
import type { Household } from '../../core/household/household.ts'
import type { GridId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Addressee, Message } from '../../core/message/message.ts'
import type { Address, Person } from '../../core/person/person.ts'
import { dialled } from '../../core/phone/phone-number.ts'
import { maskedName } from '../../core/texts/masked-name.ts'
import { renderRecorded } from '../../core/texts/render-recorded.ts'
import type { Templates } from '../../core/texts/templates.ts'

/** One of several returnees on a phone. */
export type Member = Templates['letters']['members'][number]

/** A message ready to be handed over. */
export interface Composed {
  readonly to: string
  readonly language: Language
  readonly params: JsonObject
  readonly text: string
}

const placeOf = (address: Address): string =>
  [address.building, address.unit, address.room].filter((part) => part !== '').join('-')

/** The ids of the received messages that a message quotes, newest first. */
export const quotedIn = ({ params: { quotes } }: Pick<Message, 'params'>): string[] =>
  Array.isArray(quotes) ? quotes.filter((inbound) => typeof inbound === 'string') : []

const quoted = (message: Message, community: Community, words: readonly string[]): JsonObject => {
  if (quotedIn(message).length === 0) return {}
  if (!quotesNotes(community)) return { elsewhere: true }
  return words.length === 0 ? {} : { words: words.join(' / ') }
}

/** Templates about everybody on a shared phone. */
const toThePhone: readonly string[] = ['letters', 'which_member', 'confirm_number', 'household_confirmed']

/** Templates that say whom to call. */
const namesWorker: readonly string[] = ['welcome', 'answer', 'request_noted', 'thermometer_comes']

/** On a shared phone the letter comes before the name, so that staff can tell a family apart. */
const labelled = (name: string, member: string | undefined, language: Language): string =>
  member === undefined ? name : language === 'en' ? `${member} ${name}` : `${member}${name}`

/** What a message may need from the vault. */
interface Vault {
  readonly members?: readonly Member[]
  /** The letter by which the owner of a new number names this returnee, if several are asked about. */
  readonly letter?: string
  /** The words of the quoted messages, as far as they are kept. */
  readonly words?: readonly string[]
}

/** What a message to staff may tell of whom it is about. */
interface Told {
  readonly person: (language: Language) => string
  readonly address: Address
  readonly words: readonly string[]
}

const toStaff = (
  message: Message,
  { role, staff: id }: Extract<Addressee, { readonly who: 'staff' }>,
  { grid }: { readonly grid: GridId },
  community: Community,
  { person, address, words }: Told,
): Composed => {
  const staff =
    postsOf(community).find((post) => post.staff.id === id)?.staff ?? staffFor(community, role, grid)
  const language = staff.language ?? community.language
  const params = {
    ...message.params,
    person: person(language),
    place: placeOf(address),
    ...quoted(message, community, words),
  }
  return {
    to: staff.phone,
    language,
    params,
    text: renderRecorded(message.template, params, { language, signature: community.signature[language] }),
  }
}

/** The same of a message about a home: only staff get them, and nobody is named. undefined: for a resident. */
export const composeForHome = (
  message: Message,
  { household, community }: { readonly household: Household; readonly community: Community },
  address: Address,
  words: readonly string[] = [],
): Composed | undefined =>
  message.to.who === 'resident'
    ? undefined
    : toStaff(message, message.to, household, community, { person: () => '', address, words })

/** Adds names, numbers and words to a recorded message. undefined: its addressee has no phone. */
export const compose = (
  message: Message,
  isolation: Isolation,
  person: Person,
  community: Community,
  { members = [], words = [], letter }: Vault = {},
): Composed | undefined => {
  const member = isolation.contact.by === 'sms' ? isolation.contact.member : undefined
  if (message.to.who === 'resident') {
    const asksOwner = message.template === 'confirm_number'
    const to = asksOwner ? (person.pendingPhone ?? person.phone) : person.phone
    if (to === undefined) return undefined
    const worker = staffFor(community, 'grid_worker', isolation.grid)
    const params = {
      ...message.params,
      ...(namesWorker.includes(message.template)
        ? { worker: worker.name, workerPhone: dialled(worker.phone) }
        : {}),
      ...(message.template === 'letters' ? { members: members.map((one) => ({ ...one })) } : {}),
      ...(asksOwner ? { person: maskedName(person.name), ...(letter === undefined ? {} : { letter }) } : {}),
      ...(member === undefined || toThePhone.includes(message.template) ? {} : { member }),
    }
    return {
      to,
      language: person.language,
      params,
      text: renderRecorded(message.template, params, {
        language: person.language,
        signature: community.signature[person.language],
      }),
    }
  }
  return toStaff(message, message.to, isolation, community, {
    person: (language) => labelled(person.name, member, language),
    address: person.address,
    words,
  })
}
