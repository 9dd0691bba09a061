import { createHash } from 'node:crypto'
import type { View } from '../core/access/view.ts'
import {
  CommunityId,
  GridId,
  type HouseholdId,
  ImportId,
  IsolationId,
  isIsolation,
  MatterId,
  type PersonId,
  SubjectId,
} from '../core/ids.ts'
import type { Key } from '../core/ports/store.ts'
import type { DisruptionKind } from '../core/rule-book/rule-book.ts'
import type { Instant } from '../core/time/instant.ts'
import type { LocalDate } from '../core/time/local-time.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

export const communityKey = (id: CommunityId): Key => ({ pk: `COMMUNITY#${id}`, sk: 'META' })
export const communitiesKey = (): Key => ({ pk: 'COMMUNITIES', sk: 'ALL' })
export const ruleBookKey = (version: number): Key => ({
  pk: 'RULE-BOOKS',
  sk: String(version).padStart(6, '0'),
})
/** The communities whose posts have phones of this one's. */
export const sharedPhonesKey = (id: CommunityId): Key => ({ pk: `COMMUNITY#${id}`, sk: 'SHARED-PHONES' })
/** Who signs in: the `sub` of their token. */
export const signInKey = (sub: string): Key => ({ pk: `SIGN-IN#${sub}`, sk: 'POSTS' })
export const personKey = (id: PersonId): Key => ({ pk: `PERSON#${id}`, sk: 'VAULT' })
export const householdKey = (id: HouseholdId): Key => ({ pk: `HOUSEHOLD#${id}`, sk: 'META' })
/** What identifies a home. */
export const homeKey = (id: HouseholdId): Key => ({ pk: `HOUSEHOLD#${id}`, sk: 'VAULT' })
export const staysKey = (id: PersonId): Key => ({ pk: `PERSON#${id}`, sk: 'STAYS' })
export const isolationKey = (id: IsolationId): Key => ({ pk: `ISOLATION#${id}`, sk: 'META' })
export const isolationIn = ({ pk }: Key): IsolationId => IsolationId.parse(pk.slice('ISOLATION#'.length))
/** The partition of an isolation or a household, with its ledger, matters and messages. */
const partitionOf = (id: SubjectId): string => (isIsolation(id) ? `ISOLATION#${id}` : `HOUSEHOLD#${id}`)
/** undefined: of something else. */
export const subjectIn = ({ pk }: Pick<Key, 'pk'>): SubjectId | undefined =>
  SubjectId.safeParse(pk.replace(/^(ISOLATION|HOUSEHOLD)#/, '')).data
export const subjectKey = (id: SubjectId): Key => ({ pk: partitionOf(id), sk: 'META' })
export const ledgerKey = (id: SubjectId, entry: number): Key => ({
  pk: partitionOf(id),
  sk: `LEDGER#${String(entry).padStart(6, '0')}`,
})
export const isLedgerKey = ({ sk }: Key): boolean => sk.startsWith('LEDGER#')
export const messageKey = (id: SubjectId, key: string): Key => ({
  pk: partitionOf(id),
  sk: `MESSAGE#${key}`,
})
export const matterIn = ({ sk }: Key): MatterId => MatterId.parse(sk.slice('MATTER#'.length))
export const matterKey = (id: MatterId): Key => ({ pk: partitionOf(subjectOf(id)), sk: `MATTER#${id}` })
export const codeKey = (community: CommunityId, code: string): Key => ({
  pk: `CODE#${community}#${code}`,
  sk: 'META',
})
/** Views of the same people by the same person for the same purpose within the same hour are one. */
export const viewKey = ({ at, by, role, operation, community, isolations }: View): Key => {
  const seen = digest([by, role, operation, ...[...isolations].sort()].join('\n'))
  const [only] = isolations
  return {
    pk: isolations.length === 1 && only !== undefined ? isolationKey(only).pk : `VIEWS#${community}`,
    sk: `VIEW#${at.slice(0, 13)}#${seen}`,
  }
}

/**
 * The next id for a message if another message has its provider's id: a counter, because a digest of the sender would
 * reveal it.
 */
export const nextInboundId = (id: string): string => {
  const [, first = id, number = '1'] = /^(.*)~(\d+)$/s.exec(id) ?? []
  return `${first.slice(0, 180)}~${Number(number) + 1}`
}

export const inboundKey = (id: string): Key => ({ pk: `INBOUND#${digest(id)}`, sk: 'META' })

export const isolationsList = (community: CommunityId, grid: GridId): string =>
  `ISOLATIONS#${community}#${grid}`
export const mattersList = (community: CommunityId, grid: GridId): string => `MATTERS#${community}#${grid}`
/** The grid of a list of isolations or matters. */
export const gridOfList = (list: string): { readonly community: CommunityId; readonly grid: GridId } => {
  const [, community, grid] = list.split('#')
  return { community: CommunityId.parse(community), grid: GridId.parse(grid) }
}
export const ledgerList = (community: CommunityId, date: LocalDate): string => `LEDGER#${community}#${date}`
/** Views of people, beside the ledger of the same day. */
export const viewsList = (community: CommunityId, date: LocalDate): string => `VIEWS#${community}#${date}`
/** Messages whose result is known. */
export const messagesList = (community: CommunityId, date: LocalDate): string =>
  `MESSAGES#${community}#${date}`
/** What is counted of the grids of a community. */
export const figuresOf = (community: CommunityId): string => `FIGURES#${community}`
export const figuresKey = (community: CommunityId, grid: GridId, part: string): Key => ({
  pk: figuresOf(community),
  sk: `${grid}#${part}`,
})
export const isOfFigures = ({ pk }: { readonly pk: string }): boolean => pk.startsWith('FIGURES#')
/** What is counted of everybody. */
export const districtKey = (): Key => ({ pk: 'DISTRICT', sk: 'FIGURES' })
/** Messages from unknown numbers. */
export const strangersList = (): string => 'STRANGERS'

/** What a matter is about: its id begins with the subject's. */
export const subjectOf = (matter: MatterId): SubjectId =>
  SubjectId.parse(matter.split('-').slice(0, 2).join('-'))

/** One request of one caller, under a key of their choice, which stands for it until then. */
export const requestId = (asker: string, key: string, until: Instant): string =>
  `request-${digest(`${asker}/${key}/${until}`)}`

/**
 * One try to import this roster into this community: the same file is the same import until it is done, so that sending
 * it again goes on where a crash has left it.
 */
export const importId = (community: CommunityId, file: Uint8Array, attempt: number): ImportId =>
  ImportId.parse(
    `import-${createHash('sha256').update(`${community}/${attempt}/`).update(file).digest('hex').slice(0, 32)}`,
  )
export const importKey = (id: ImportId): Key => ({ pk: `IMPORT#${id}`, sk: 'META' })
const numbered = (part: number): string => String(part).padStart(5, '0')
export const importPartKey = (id: ImportId, part: number): Key => ({
  pk: importKey(id).pk,
  sk: `PART#${numbered(part)}`,
})
/** The results of all parts of an import. */
export const IMPORT_RESULTS = 'RESULT#'
export const importResultKey = (id: ImportId, part: number): Key => ({
  pk: importKey(id).pk,
  sk: `${IMPORT_RESULTS}${numbered(part)}`,
})

/** Wrong codes sent by posts, in one community. */
const GUESSES = 'GUESSES#'
export const guessesOf = (community: CommunityId): string => `${GUESSES}${community}`
export const isOfGuesses = ({ pk }: Key): boolean => pk.startsWith(GUESSES)
export const guessesKey = (community: CommunityId, staff: string): Key => ({
  pk: guessesOf(community),
  sk: staff,
})

/** Names one answer to one matter; the same if the message or request is repeated. */
export const answerId = (matter: MatterId, inbound: string): string => digest(`${matter}/${inbound}`)

/** Exists after an answer was recorded, so that a repeated message or request does not record it twice. */
export const answerKey = (matter: MatterId, inbound: string): Key => ({
  pk: `ANSWER#${answerId(matter, inbound)}`,
  sk: 'META',
})

/** The same for a report. */
export const reportKey = (id: IsolationId, inbound: string): Key => ({
  pk: `REPORT#${digest(`${id}/${inbound}`)}`,
  sk: 'META',
})

/** The same for a correction. */
export const correctionKey = (id: IsolationId, inbound: string): Key => ({
  pk: `CORRECTION#${digest(`${id}/${inbound}`)}`,
  sk: 'META',
})

/** The same for words that have opened a matter of this kind, or were added to one, and for other parts of a message. */
export const heardKey = (id: SubjectId, kind: string, inbound: string): Key => ({
  pk: `HEARD#${digest(`${id}/${kind}/${inbound}`)}`,
  sk: 'META',
})

/** Words of a message that a person has to read. */
export const noteKey = (id: IsolationId, inbound: string): Key => ({
  pk: `ISOLATION#${id}`,
  sk: `NOTE#${digest(inbound)}`,
})
export const notesList = (community: CommunityId, grid: GridId): string => `NOTES#${community}#${grid}`
export const digestKey = (community: CommunityId, staff: string, at: Instant): Key => ({
  pk: `DIGEST#${community}#${staff}`,
  sk: at,
})

/** A stranger who may be in danger, until somebody has answered. */
export const alertKey = (id: string): Key => ({ pk: `ALERT#${digest(id)}`, sk: 'META' })
export const alertsList = (community: CommunityId): string => `ALERTS#${community}`

/** What is known of a provider of messages. */
export const circuitKey = (provider: string): Key => ({ pk: 'CIRCUITS', sk: provider })

/** What keeps many in a community from being looked after, and beside it each isolation that it holds up. */
const disruptions = (community: CommunityId): string => `DISRUPTION#${community}`
export const disruptionKey = (community: CommunityId, kind: DisruptionKind): Key => ({
  pk: disruptions(community),
  sk: `KIND#${kind}`,
})
export const heldUpUnder = (community: CommunityId, kind: DisruptionKind) => ({
  pk: disruptions(community),
  sk: { prefix: `ISOLATION#${kind}#` },
})
export const heldUpKey = (community: CommunityId, kind: DisruptionKind, id: IsolationId): Key => ({
  pk: disruptions(community),
  sk: `ISOLATION#${kind}#${id}`,
})
