import * as z from 'zod/mini'
import { about } from '../../core/access/permissions.ts'
import { Operation } from '../../core/access/policy.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity, NotFound } from '../../record/community-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { ofMatter } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { addressOf, HomeAddress } from '../views/home-view.ts'
import { loadHouseholdPartition } from '../views/household-partition.ts'
import { loadPartition, loadSurroundings } from '../views/isolation-partition.ts'
import { IsolationSummary, summaryOf } from '../views/isolation-summary.ts'
import { entriesOfMatter, ShownEntry, shownEntry } from '../views/ledger-view.ts'
import { MatterView, matterView } from '../views/matter-view.ts'
import { homeMessageView, MessageView, messageView } from '../views/message-view.ts'
import { Personal, peopleOf, personalOf } from '../views/people-view.ts'
import { ReceivedMessage, receivedMessages } from '../views/received-message.ts'

export const MatterDetails = z.strictObject({
  matter: MatterView,
  isolation: z
    .nullable(IsolationSummary)
    .check(z.describe('Of the person it is about. null: it is about a home.')),
  home: HomeAddress,
  personal: Personal.check(
    z.describe('Whether the person and the words of messages are shown, hidden from the caller, or erased.'),
  ),
  person: z
    .nullable(Person)
    .check(z.describe('The person it is about, from the vault. null: hidden, or erased.')),
  messages: z.array(MessageView).check(z.describe('Every message about it, oldest first.')),
  received: z
    .array(ReceivedMessage)
    .check(
      z.describe(
        'The words of received messages that caused or answered it, or came meanwhile, if the person is shown.',
      ),
    ),
  ledger: z
    .array(ShownEntry)
    .check(z.describe('Everything that happened to it, and words kept meanwhile, oldest first.')),
  permissions: z.array(Operation).check(z.describe('What the caller may do to it, and to its isolation.')),
})

/** Includes words that were kept while it was open: whoever has the matter reads them. */
const speaksOf = ({ event, at }: LedgerEntry, { id, openedAt, state }: Matter): boolean =>
  event.type === 'words_kept'
    ? at >= openedAt && (state.name === 'open' || at <= state.at)
    : 'matter' in event && event.matter === id

/** The same of a matter about a home. */
const aboutHome = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  access: Access,
  matter: Matter,
): Promise<z.output<typeof MatterDetails>> => {
  if (matter.household === undefined) throw new NotFound(`${matter.id} is about nobody`)
  const { household, messages, ledger } = await loadHouseholdPartition(store, matter.household)
  const community = await loadCommunity(store, matter.community)
  const home = (await addressOf(store, access, matter)) ?? null
  const itsLedger = entriesOfMatter(ledger, matter.id)
  const received = home === null ? [] : await receivedMessages(store, itsLedger)
  const context = { household, community }
  return {
    matter: matterView(matter, household.zone, clock.now(), access),
    isolation: null,
    home,
    personal: home === null ? 'hidden' : 'shown',
    person: null,
    messages: messages
      .filter((message) => message.matter === matter.id)
      .map((message) => homeMessageView(message, context, home, access.mayAnswer(about(matter)), received)),
    received,
    ledger: itsLedger,
    permissions: access.permissions('matter', {
      community: matter.community,
      grid: matter.grid,
      matters: [matter],
    }),
  }
}

export const getMatter = protectedRoute({
  method: 'GET',
  path: '/matters/{id}',
  operation: 'getMatter',
  tag: 'Matters',
  summary: 'Everything about one matter',
  params: ofMatter,
  query: none,
  body: none,
  answers: {
    200: {
      description: 'The matter, the person, the messages and the ledger.',
      schema: MatterDetails,
    },
  },
  errors: { 404: 'There is no such matter.' },
  run: async (ports, { params: { id }, access }) => {
    const { store, clock } = ports
    const { matter } = await loadMatter(store, id)
    if (matter.isolation === undefined) return { status: 200, json: await aboutHome(ports, access, matter) }
    const { isolation, ledger, messages, matters } = await loadPartition({ store }, matter.isolation)
    const people = await peopleOf(ports, access, [isolation])
    const { community, book } = await loadSurroundings(store, isolation)
    const person = people.get(isolation.id) ?? undefined
    const now = clock.now()
    const itsLedger = ledger.filter((entry) => speaksOf(entry, matter))
    const received = person === undefined ? [] : await receivedMessages(store, itsLedger)
    const place = { community: isolation.community, grid: isolation.grid }
    return {
      status: 200,
      json: {
        matter: matterView(matter, isolation.zone, now, access),
        isolation: summaryOf(isolation, book, now, access.mayRecord({ ...place, matters })),
        personal: personalOf(people, isolation.id),
        person: person ?? null,
        messages: messages
          .filter(({ matter }) => matter === id)
          .map((message) =>
            messageView(message, isolation, person, community, access.mayAnswer(about(matter)), received),
          ),
        received,
        ledger: itsLedger.map(shownEntry),
        permissions: [
          ...access.permissions('matter', { ...place, matters: [matter] }),
          ...access.permissions('isolation', { ...place, matters }),
        ],
      },
    }
  },
})
