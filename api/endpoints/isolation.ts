import * as z from 'zod/mini'
import { Operation } from '../../core/access/policy.ts'
import { View } from '../../core/access/view.ts'
import { IsolationId } from '../../core/ids.ts'
import { dayAt } from '../../core/isolation/calendar.ts'
import { Isolation } from '../../core/isolation/isolation.ts'
import type { Message } from '../../core/message/message.ts'
import { Person } from '../../core/person/person.ts'
import { PersonChange } from '../../core/person/person-change.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { ofIsolation } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { ShownContact, shownContact } from '../views/contact-view.ts'
import { Deadline, nextOf } from '../views/deadline-view.ts'
import { loadPartition, loadSurroundings } from '../views/isolation-partition.ts'
import { ShownEntry, shownEntry } from '../views/ledger-view.ts'
import { MatterView, matterView } from '../views/matter-view.ts'
import { MessageView, messageView } from '../views/message-view.ts'
import { Personal, peopleOf, personalOf } from '../views/people-view.ts'
import { ReceivedMessage, receivedMessages } from '../views/received-message.ts'
import { SlotView, slotViews } from '../views/slot-view.ts'

export const IsolationView = z.strictObject({
  isolation: z.strictObject({ ...Isolation.shape, contact: ShownContact }),
  day: z.int().check(z.describe('Today, counted from day 0 of arrival or last exposure.')),
  personal: Personal.check(
    z.describe('Whether the person and the words of messages are shown, hidden from the caller, or erased.'),
  ),
  person: z
    .nullable(Person)
    .check(z.describe('Name, phone and address, from the vault. null: hidden, or erased.')),
  changes: z
    .array(PersonChange)
    .check(z.describe('Corrections of the person, oldest first, if the person is shown.')),
  next: z.nullable(Deadline).check(z.describe('What it waits for. null: it is over.')),
  slots: z.array(SlotView).check(z.describe('Every slot of the calendar, past and to come.')),
  messages: z.array(MessageView).check(z.describe('Every message, oldest first, as it was sent.')),
  received: z
    .array(ReceivedMessage)
    .check(
      z.describe(
        'The words of received messages, oldest first, while they are kept and if the person is shown.',
      ),
    ),
  matters: z.array(MatterView).check(z.describe('Every matter, oldest first.')),
  ledger: z.array(ShownEntry).check(z.describe('Everything that happened, oldest first.')),
  merged: z
    .array(z.strictObject({ isolation: IsolationId, ledger: z.array(ShownEntry) }))
    .check(z.describe('Duplicates that were merged into this isolation, with their ledgers.')),
  views: z
    .array(z.pick(View, { at: true, by: true, role: true, operation: true }))
    .check(z.describe("Who saw the person's data, newest first; repeated views within an hour count once.")),
  book: z
    .strictObject({
      feverFrom: z.number().check(z.describe('Degrees Celsius; a reading from here up is a fever.')),
    })
    .check(z.describe('The version of the rule book that it began with.')),
  permissions: z.array(Operation).check(z.describe('What the caller may do to it.')),
})

export const getIsolation = protectedRoute({
  method: 'GET',
  path: '/isolations/{id}',
  operation: 'getIsolation',
  tag: 'Isolations',
  summary: 'Everything about one isolation',
  params: ofIsolation,
  query: none,
  body: none,
  answers: {
    200: {
      description: 'The facts, the person, the slots, the messages, the matters and the ledger.',
      schema: IsolationView,
    },
  },
  errors: { 404: 'There is no such isolation.' },
  run: async (ports, { params, access }) => {
    const { store, clock } = ports
    const people = await peopleOf(ports, access, [await findIsolation(store, params.id)])
    const { isolation, ledger, matters, messages, views } = await loadPartition({ store }, params.id)
    const { community, book } = await loadSurroundings(store, isolation)
    const person = people.get(params.id) ?? undefined
    const changes =
      person === undefined ? [] : [...((await findPerson(store, isolation.person))?.history ?? [])]
    const merged = await Promise.all(
      (isolation.merged ?? []).map(async (id) => ({
        isolation: id,
        ledger: (await loadPartition({ store }, id)).ledger.map(shownEntry),
      })),
    )
    const now = clock.now()
    const subject = { community: isolation.community, grid: isolation.grid, matters }
    const showsCode = ({ matter }: Message): boolean =>
      matter === undefined
        ? access.mayRecord(subject)
        : access.mayAnswer({ ...subject, matters: matters.filter(({ id }) => id === matter) })
    const received = person === undefined ? [] : await receivedMessages(store, ledger)
    return {
      status: 200,
      json: {
        isolation: { ...isolation, contact: shownContact(isolation.contact, access.mayRecord(subject)) },
        day: dayAt(isolation, now),
        personal: personalOf(people, params.id),
        person: person ?? null,
        changes,
        next: nextOf(isolation, book),
        slots: slotViews(isolation, book, now),
        messages: messages.map((message) =>
          messageView(message, isolation, person, community, showsCode(message), received),
        ),
        received,
        matters: matters.map((matter) => matterView(matter, isolation.zone, now, access)),
        ledger: ledger.map(shownEntry),
        merged,
        views: views.map(({ at, by, role, operation }) => ({ at, by, role, operation })),
        book: { feverFrom: book.fever.from / 10 },
        permissions: access.permissions('isolation', subject),
      },
    }
  },
})
