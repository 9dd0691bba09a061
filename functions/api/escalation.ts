import * as z from 'zod/mini'
import { LedgerEntry } from '../../core/domain/ledger.ts'
import { Person } from '../../core/domain/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { EscalationView, escalationView } from './escalation-view.ts'
import { IsolationSummary, summaryOf } from './isolation-summary.ts'
import { MessageView, messageView } from './message-view.ts'
import { ofEscalation } from './parameters.ts'
import { loadPartition, loadSurroundings } from './partition.ts'
import { none, route } from './route.ts'

export const EscalationDetails = z.strictObject({
  escalation: EscalationView,
  isolation: IsolationSummary,
  person: z
    .nullable(Person)
    .check(z.describe('Whom it is about, from the vault. null: they have been erased.')),
  messages: z.array(MessageView).check(z.describe('Every text about it, oldest first.')),
  ledger: z.array(LedgerEntry).check(z.describe('Everything that happened to it, oldest first.')),
})

const speaksOf = ({ happening }: LedgerEntry, matter: string): boolean =>
  'matter' in happening && happening.matter === matter

export const getEscalation = route<Ports>()({
  method: 'GET',
  path: '/escalations/{id}',
  operation: 'getEscalation',
  tag: 'Escalations',
  summary: 'All that is known of one escalation',
  params: ofEscalation,
  query: none,
  body: none,
  answers: {
    200: {
      description: 'The matter, whom it is about, the texts and the ledger.',
      schema: EscalationDetails,
    },
  },
  errors: { 404: 'There is no such escalation.' },
  run: async ({ store, clock }, { params: { id } }) => {
    const { escalation } = await loadEscalation(store, id)
    const { isolation, ledger, messages } = await loadPartition({ store }, escalation.isolation)
    const { community, book, person } = await loadSurroundings(store, isolation)
    const now = clock.now()
    return {
      status: 200,
      json: {
        escalation: escalationView(escalation, isolation.zone, now),
        isolation: summaryOf(isolation, book, now),
        person: person ?? null,
        messages: messages
          .filter(({ matter }) => matter === id)
          .map((message) => messageView(message, isolation, person, community)),
        ledger: ledger.filter((entry) => speaksOf(entry, id)),
      },
    }
  },
})
