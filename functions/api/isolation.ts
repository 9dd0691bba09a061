import * as z from 'zod/mini'
import { Isolation } from '../../core/domain/isolation.ts'
import { LedgerEntry } from '../../core/domain/ledger.ts'
import { Person } from '../../core/domain/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { dayAt } from '../../core/rules/calendar.ts'
import { Deadline, nextOf } from './deadline.ts'
import { EscalationView, escalationView } from './escalation-view.ts'
import { MessageView, messageView } from './message-view.ts'
import { ofIsolation } from './parameters.ts'
import { loadPartition, loadSurroundings } from './partition.ts'
import { none, route } from './route.ts'
import { SlotView, slotViews } from './slot-view.ts'

export const IsolationView = z.strictObject({
  isolation: Isolation,
  day: z.int().check(z.describe('Today, counted from day 0 of arrival or last exposure.')),
  person: z
    .nullable(Person)
    .check(z.describe('Name, phone and address, from the vault. null: they have been erased.')),
  next: z.nullable(Deadline).check(z.describe('What it waits for. null: it is over.')),
  slots: z.array(SlotView).check(z.describe('Every slot of the calendar, also those to come.')),
  messages: z.array(MessageView).check(z.describe('Every text, oldest first, as it was sent.')),
  escalations: z.array(EscalationView).check(z.describe('Every matter, oldest first.')),
  ledger: z.array(LedgerEntry).check(z.describe('Everything that happened, oldest first.')),
})

export const getIsolation = route<Ports>()({
  method: 'GET',
  path: '/isolations/{id}',
  operation: 'getIsolation',
  tag: 'Isolations',
  summary: 'All that is known of one isolation',
  params: ofIsolation,
  query: none,
  body: none,
  answers: {
    200: {
      description: 'The facts, the person, the slots, the texts, the escalations and the ledger.',
      schema: IsolationView,
    },
  },
  errors: { 404: 'There is no such isolation.' },
  run: async ({ store, clock }, { params }) => {
    const { isolation, ledger, matters, messages } = await loadPartition({ store }, params.id)
    const { community, book, person } = await loadSurroundings(store, isolation)
    const now = clock.now()
    return {
      status: 200,
      json: {
        isolation,
        day: dayAt(isolation, now),
        person: person ?? null,
        next: nextOf(isolation, book),
        slots: slotViews(isolation, book, now),
        messages: messages.map((message) => messageView(message, isolation, person, community)),
        escalations: matters.map((matter) => escalationView(matter, isolation.zone, now)),
        ledger,
      },
    }
  },
})
