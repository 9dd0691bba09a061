import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { Community } from '../../core/community/community.ts'
import { IsolationId, SlotId } from '../../core/ids.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Key } from '../../core/ports/store.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { LocalTime } from '../../core/time/local-time.ts'
import { addDays, instantAt, localDate } from '../../core/time/time-zone.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { violationInWords } from '../../local/rehearsal/invariants/invariant.ts'
import { type RehearsalResult, rehearse } from '../../local/rehearsal/run/rehearse.ts'
import { syntheticPeople } from '../../local/rehearsal/run/synthetic-people.ts'
import { isolationItem, readIsolation } from '../../record/isolation-item.ts'
import { isolationKey, ledgerKey, staysKey } from '../../record/keys.ts'
import { matterItem, readMatter } from '../../record/matter-repository.ts'
import { slotIndex } from '../../record/slot-texts.ts'
import { corpus } from '../hearing/example-lines.ts'
import { openTestSystem } from '../workflow/test-system.ts'

const community = Community.parse(JSON.parse(readFileSync('examples/community.json', 'utf8')))

let rehearsed: RehearsalResult
let isolation: IsolationId
beforeEach(async () => {
  const people = syntheticPeople('invariants', 3, community)
  rehearsed = await rehearse({
    seed: 'invariants',
    community,
    book: defaultRuleBook,
    arrivals: people.map((registration, index) => ({ row: index + 1, registration })),
  })
  const [first] = rehearsed.registered.keys()
  isolation = IsolationId.parse(first)
})

const violations = () => findViolations(rehearsed.system, { registered: [...rehearsed.registered.keys()] })

/** Changes the record directly. */
const tamper = async (key: Key, change: (body: JsonObject) => JsonObject): Promise<void> => {
  const { store } = rehearsed.system.ports
  const item = await store.get(key)
  if (item === undefined) throw new Error(`nothing at ${key.pk} ${key.sk}`)
  const { version, ...rest } = item
  const put = { ...rest, body: change(structuredClone(item.body)) }
  // An isolation stays in its lists.
  const { index = {} } = key.sk === 'META' ? isolationItem(readIsolation(put).isolation, undefined) : {}
  await store.transact([{ put: { ...put, index }, expect: { version } }])
}

const objectAt = (body: JsonObject, ...path: string[]): JsonObject =>
  path.reduce<JsonObject>((part, name) => {
    const next = part[name]
    if (typeof next !== 'object' || next === null || Array.isArray(next)) throw new Error(`no ${name}`)
    return next
  }, body)

interface Found {
  readonly key: Key
  readonly event: JsonObject
}

/** The first entry of the ledger with such an event. */
const entryWith = async (isSuch: (event: JsonObject) => boolean): Promise<Found> => {
  const { items } = await rehearsed.system.ports.store.query({
    pk: isolationKey(isolation).pk,
    sk: { prefix: 'LEDGER#' },
    limit: 500,
  })
  for (const { pk, sk, body } of items) {
    const event = objectAt(structuredClone(body), 'event')
    if (isSuch(event)) return { key: { pk, sk }, event }
  }
  throw new Error('nothing such happened')
}

const replaceEvent = ({ key }: Found, event: JsonObject): Promise<void> =>
  tamper(key, (body) => ({ ...body, event }))

const retell = ({ key }: Found, change: JsonObject): Promise<void> =>
  tamper(key, (body) => ({ ...body, event: { ...objectAt(body, 'event'), ...change } }))

describe('the search for broken invariants', () => {
  it('finds none in a whole isolation', async () => {
    expect(await violations()).toEqual([])
  })

  it('finds none when people write the labelled texts', async () => {
    const people = syntheticPeople('wordy', 4, community)
    const { system, registered } = await rehearse({
      seed: 'wordy',
      community,
      book: defaultRuleBook,
      arrivals: people.map((registration, index) => ({ row: index + 1, registration })),
      lines: [...corpus('resident'), ...corpus('staff')],
    })
    expect(system.inbox.messages().messages.some(({ sent }) => sent?.template === 'digest')).toBe(true)
    expect(await findViolations(system, { registered: [...registered.keys()] })).toEqual([])
    system.close()
  })

  it('finds a stored isolation that is not the fold of its ledger', async () => {
    await tamper(isolationKey(isolation), (body) => {
      body['holds'] = 9
      return body
    })
    expect(await violations()).toEqual([
      {
        invariant: 'the stored isolation is the fold of its ledger',
        isolation,
        what: expect.stringContaining('holds'),
      },
    ])
  })

  it('finds a released returnee whose slot was never settled', async () => {
    await tamper(isolationKey(isolation), (body) => {
      const { slots } = body
      if (!Array.isArray(slots)) throw new Error('no slots')
      slots[slotIndex(SlotId.parse('07-morning'))] = '.'
      return body
    })
    expect((await violations()).map(({ invariant }) => invariant)).toContain(
      'every slot due is reported, late, missed or excused',
    )
  })

  it('finds a release before the full days had passed', async () => {
    await tamper(isolationKey(isolation), (body) => {
      objectAt(body, 'status')['at'] = '2020-02-20T00:00:00.000Z'
      return body
    })
    expect((await violations()).map(({ invariant }) => invariant)).toContain('nobody is released too early')
  })

  it('finds a fever without a matter', async () => {
    const { store } = rehearsed.system.ports
    const { items } = await store.query({
      pk: `ISOLATION#${isolation}`,
      sk: { prefix: 'LEDGER#' },
      limit: 100,
    })
    const report = items.find(({ body }) => objectAt(body, 'event')['judged'] === 'normal')
    await tamper({ pk: report?.pk ?? '', sk: report?.sk ?? '' }, (body) => {
      objectAt(body, 'event')['judged'] = 'orange'
      return body
    })
    expect((await violations()).map(({ invariant }) => invariant)).toContain(
      'every fever or symptom has a matter',
    )
  })

  it('finds a grave answer whose one-time code never came back', async () => {
    const approved = await entryWith(({ type, answer }) => type === 'matter_answered' && answer === 'approve')
    const prompted = await entryWith(({ type, source }) => type === 'reported' && source === 'sms')
    await retell(approved, { inbound: prompted.event['inbound'] ?? null })
    expect(await violations()).toContainEqual({
      invariant: 'no grave act by one text',
      isolation,
      what: expect.stringContaining('"approve" to'),
    })
  })

  it('finds an answer by text from a post that was never handed the matter', async () => {
    const approved = await entryWith(({ type, answer }) => type === 'matter_answered' && answer === 'approve')
    await tamper(approved.key, (body) => ({ ...body, by: 'staff:doctor' }))
    expect(await violations()).toContainEqual({
      invariant: 'the same answer by text and over HTTP',
      isolation,
      what: expect.stringContaining('"approve" to'),
    })
  })

  it('finds a fever that nobody was told of', async () => {
    const report = await entryWith(({ type, source }) => type === 'reported' && source === 'sms')
    await retell(report, { judged: 'red', tenths: 396, symptoms: ['diarrhoea'] })
    const told = (await violations()).filter(
      (one) => one.invariant === 'every fever or symptom is told in words',
    )
    expect(told.map(({ what }) => what)).toEqual([
      expect.stringContaining('told of 39.6'),
      expect.stringContaining('told of diarrhoea'),
    ])
  })

  it('finds words that are in no digest and not on the record', async () => {
    const welcomed = await entryWith(({ type }) => type === 'welcomed')
    await retell(welcomed, { type: 'words_kept', inbound: 'inbound-000001' })
    const found = (await violations()).filter((one) => one.invariant === 'words left over reach a person')
    expect(found.map(({ what }) => what)).toEqual([
      expect.stringContaining('not on the record'),
      expect.stringContaining('no digest'),
    ])
  })

  it('finds a reading that was taken from a question of another day', async () => {
    const isReport = ({ type, source }: JsonObject) => type === 'reported' && source === 'sms'
    const first = await entryWith(isReport)
    const last = await entryWith((one) => isReport(one) && one['slot'] !== first.event['slot'])
    await retell(last, { tenths: 371 })
    await replaceEvent(first, { type: 'asked_to_confirm', tenths: 371, symptoms: [], inbound: 'a-text' })
    expect((await violations()).map(({ invariant }) => invariant)).toContain(
      'nothing is recorded from a stale yes',
    )
  })

  it('finds a missing ledger entry', async () => {
    await tamper(ledgerKey(isolation, 5), (body) => ({ ...body, entry: 6 }))
    expect(await violations()).toContainEqual(
      expect.objectContaining({ what: expect.stringContaining('cannot follow') }),
    )
  })

  it('says which of them may come from rules that have changed since', async () => {
    await tamper(isolationKey(isolation), (body) => ({ ...body, holds: 9 }))
    const { key } = await entryWith(({ type }) => type === 'asked')
    await tamper(key, (body) => ({ ...body, decider: 99 }))
    const found = await violations()
    expect(found).toMatchObject([{ what: expect.stringContaining('holds'), decidersBefore: [99] }])
    expect(found.map(violationInWords)).toEqual([expect.stringContaining('rules of version 99 too')])
  })

  it('finds an open isolation that nothing looks after', async () => {
    await tamper(isolationKey(isolation), (body) => {
      body['status'] = { name: 'following' }
      return body
    })
    expect((await violations()).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['it waits for nothing', expect.stringContaining('no execution')]),
    )
  })

  it('finds a prompt that was sent twice', async () => {
    const key = `${isolation}/prompt-03-morning-0`
    const [to] = rehearsed.system.inbox
      .messages()
      .messages.flatMap(({ sent, phone }) => (sent === undefined ? [] : [phone]))
    const sms = { key, to: to ?? '', template: 'prompt', params: {}, language: 'en', text: 'Again?' }
    await rehearsed.system.ports.messages.send(sms)
    await rehearsed.system.ports.messages.send(sms)
    expect(await violations()).toContainEqual({ invariant: 'no prompt is sent twice', what: key })
  })

  it('finds a text that disturbs the night', async () => {
    const key = `${isolation}/held-15`
    const [to] = rehearsed.system.inbox
      .messages()
      .messages.flatMap(({ sent, phone }) => (sent === undefined ? [] : [phone]))
    const { timeline, ports } = rehearsed.system
    const tomorrow = addDays(localDate(ports.clock.now(), community.zone), 1)
    await timeline.runUntil(milliseconds(instantAt(tomorrow, LocalTime.parse('23:00'), community.zone)))
    await ports.messages.send({
      key,
      to: to ?? '',
      template: 'held',
      params: {},
      language: 'en',
      text: 'Held',
    })
    expect(await violations()).toContainEqual(
      expect.objectContaining({
        invariant: 'nobody is disturbed at night',
        what: expect.stringContaining(key),
      }),
    )
  })

  it('finds somebody who was registered and is in no list', async () => {
    const lost = IsolationId.parse('iso-neverthere')
    expect(await findViolations(rehearsed.system, { registered: [lost] })).toEqual([
      expect.objectContaining({
        invariant: 'everyone registered is open, released or ended',
        isolation: lost,
      }),
    ])
  })

  it('finds somebody who is not found by their own facts', async () => {
    const quiet = await openTestSystem()
    const she = await quiet.register()
    const he = await quiet.register({ name: '李强' })
    const { store } = quiet.system.ports
    const { person } = await she.isolation()
    const key = staysKey(person)
    const item = await store.get(key)
    await store.transact([
      { put: { ...key, body: { v: 1, isolations: [he.id] } }, expect: { version: item?.version ?? 0 } },
    ])
    expect(await findViolations(quiet.system)).toContainEqual({
      invariant: 'everyone is known by every fact of theirs',
      isolation: she.id,
      what: 'it is not found by its phone',
    })
  })

  it('finds a late matter that the line does not name', async () => {
    const quiet = await openTestSystem()
    const she = await quiet.register({ arrived: '2020-01-20 08:30' })
    await quiet.until('2020-02-13 12:00')
    const { store } = quiet.system.ports
    const { id } = await she.matter('decision')
    const item = await store.get({ pk: `ISOLATION#${she.id}`, sk: `MATTER#${id}` })
    if (item === undefined) throw new Error('the matter is not in the store')
    const put = matterItem(readMatter(item).matter)
    const withoutLate = (name: string, value: unknown) => (name === 'late' ? undefined : value)
    const index = JSON.parse(JSON.stringify(put.index, withoutLate))
    await store.transact([{ put: { ...put, index }, expect: { version: item.version } }])
    expect(await findViolations(quiet.system)).toContainEqual(
      expect.objectContaining({
        invariant: 'the line names exactly those whose time is over',
        what: `${id} is late, and the line does not name it`,
      }),
    )
  })
})
