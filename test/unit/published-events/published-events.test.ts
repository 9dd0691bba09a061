import { readFileSync } from 'node:fs'
import specs from '@asyncapi/specs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { describeEvents } from '../../../api/asyncapi.ts'
import { GridId, HouseholdId } from '../../../core/ids.ts'
import { publish, publishedEvents } from '../../../core/published-events/publish.ts'
import { PublishedEvent } from '../../../core/published-events/published-event.ts'
import { entryBody } from '../../../record/ledger-entry-body.ts'
import { eventTypes, readEntry } from '../../../record/ledger-shapes.ts'
import { publishEvents } from '../../../usecases/publish-events/publish-events.ts'
import { asItem, recorded as recordedShape } from '../record/recorded-shapes.ts'
import { broken, published, recorded } from './recorded-events.ts'

const Schema = z.record(z.string(), z.unknown())

const exampleOf = (type: string) =>
  asItem(`ledger-entry/${type}`, recordedShape(`ledger-entry/${type}`, 1)?.example ?? {})

const nobody = { info: () => {}, error: () => {} }
const messages: string[] = []
const log = { ...nobody, error: (event: string) => void messages.push(event) }

describe('what other systems are told', () => {
  it.each([...published])('of %s keeps every field that its version ever had', (name, fields) => {
    expect(broken(name, fields), 'a field has gone or changed: raise the version of this event').toEqual([])
    expect(recorded[name], 'run `npm run shapes` and commit what it records').toEqual(fields)
  })

  it('is what its schema says, of every event in the ledger that is published', () => {
    const told = eventTypes.filter((type) => publish(readEntry(exampleOf(type))) !== undefined)
    expect([...new Set([...told, 'corrected'])].toSorted()).toEqual(publishedEvents.toSorted())
    for (const type of told) {
      const event = publish(readEntry(exampleOf(type)))
      expect(PublishedEvent.parse(event)).toEqual(event)
    }
  })

  it('has ids and instants only: no temperature, symptom, phone or words', () => {
    const { example } = recordedShape('ledger-entry/reported', 1) ?? { example: {} }
    expect(JSON.stringify(example)).toContain('tenths')
    expect(publish(readEntry(asItem('reported', example)))).toEqual({
      type: 'slot.reported',
      version: 1,
      id: expect.stringMatching(/^iso-\w+\/\d+$/),
      at: expect.any(String),
      community: expect.any(String),
      grid: expect.any(String),
      isolation: expect.any(String),
      entry: expect.any(Number),
      slot: expect.any(String),
      timing: expect.any(String),
    })
  })

  it('says a new home, and of any other correction nothing', () => {
    const { example } = recordedShape('ledger-entry/corrected', 1) ?? { example: {} }
    const entry = readEntry(asItem('corrected', example))
    if (entry.event.type !== 'corrected') throw new Error('the example is another event')
    expect(publish(entry)).toBeUndefined()
    const home = { grid: GridId.parse('grid-2'), household: HouseholdId.parse('household-7k2m') }
    expect(publish({ ...entry, event: { ...entry.event, home } })).toMatchObject({
      type: 'isolation.moved',
      to: home,
    })
  })

  it('leaves out an entry that only a newer release can read, names it in the log, and goes on', () => {
    const known = exampleOf('missed')
    const newer = { ...known, sk: 'LEDGER#000002', body: { ...known.body, v: 99 } }
    const unknown = { ...known, sk: 'LEDGER#000003', body: { v: 1, event: { type: 'teleported' } } }
    const { events, skipped } = publishEvents({ log }, [newer, unknown, known])
    expect(events.map(({ type }) => type)).toEqual(['slot.missed'])
    expect(skipped).toBe(2)
    expect(messages).toEqual(['event.skipped', 'event.skipped'])
  })

  it('knows a repetition by its id', () => {
    const entry = readEntry(exampleOf('missed'))
    expect(publish(readEntry({ ...asItem('again', {}), body: entryBody(entry) }))).toEqual(publish(entry))
  })
})

describe('docs/asyncapi.json', () => {
  const committed = readFileSync(new URL('../../../docs/asyncapi.json', import.meta.url), 'utf8')

  it('is committed as the code describes it (else: npm run asyncapi)', () => {
    expect(committed).toBe(`${JSON.stringify(describeEvents(), null, 2)}\n`)
  })

  it('is AsyncAPI 3', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
    const isValid = ajv.compile(Schema.parse(specs.schemasWithoutId['3.0.0']))
    isValid(JSON.parse(committed))
    expect(isValid.errors ?? []).toEqual([])
    expect(isValid({ ...describeEvents(), channels: [] })).toBe(false)
  })
})
