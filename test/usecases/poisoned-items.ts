import { CommunityId } from '../../core/ids.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Key, NewItem, Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { publishCommunity } from '../../local/system/local-system.ts'
import type { LookupKeys } from '../../record/lookup-keys.ts'
import { ifReadable } from '../../record/readable.ts'
import { keepWatch } from '../../usecases/keep-watch/keep-watch.ts'
import { rotateLookups } from '../../usecases/rotate-lookups/rotate-lookups.ts'
import { listRunning } from '../../usecases/sweep/list-running.ts'
import { foundNothing } from '../../usecases/sweep/looking.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { openTestApi, registrationForm, type TestApi } from '../api/test-api.ts'
import { storedShapes } from '../unit/record/stored-shapes.ts'
import { exampleCommunity, phones } from '../workflow/test-system.ts'

/** A neighbourhood in which something of every kind is stored, about the one to be poisoned and about others. */
export interface Neighbourhood {
  readonly api: TestApi
  readonly her: string
  /** Ids by which an item is known to be hers: her isolation, herself and her household. */
  readonly hers: readonly string[]
  /** Of the same household. */
  readonly his: string
  /** Of the same grid, at another door. */
  readonly theirs: string
  readonly keys: { now: LookupKeys }
  /** The newest item under each key. */
  readonly written: ReadonlyMap<string, NewItem>
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`

const HER = '+8613800000101'
const HIS = '+8613800000102'
const THEIRS = '+8613800000103'

/** The same store, which tells what is written. */
const telling = (store: Store, written: Map<string, NewItem>): Store =>
  storeWith(store, {
    transact: async (writes) => {
      await store.transact(writes)
      for (const write of writes) if ('put' in write) written.set(nameOf(write.put), write.put)
    },
  })

export const openNeighbourhood = async (openStore: (clock: Clock) => Store): Promise<Neighbourhood> => {
  const written = new Map<string, NewItem>()
  const keys = { now: { id: 'k1', secret: '1'.repeat(64) } }
  const api = await openTestApi({
    store: (clock) => telling(openStore(clock), written),
    lookupKeys: async () => keys.now,
  })
  const { ports } = api.system
  await publishCommunity(ports, { ...exampleCommunity(), id: CommunityId.parse('second') }, defaultRuleBook)
  const register = async (name: string, phone: string, more = {}) =>
    api.registered({ ...registrationForm(), person: { name, phone }, ...more })
  const her = await register('样例·王明', HER)
  const his = await register('样例·李强', HIS)
  const theirs = await register('样例·赵红', THEIRS, {
    address: { grid: 'grid-1', building: '4', unit: '1', room: '101' },
  })
  await api.get('/communities/qinghe/isolations?include=person')
  await api.get('/me', { actor: 'worker-1' })
  const report = { json: { temperature: '36.6' }, headers: { 'idempotency-key': 'one-request-of-many' } }
  await api.post(`/isolations/${her}/reports`, report)
  for (const phone of [HER, HIS, THEIRS]) await api.says(phone, '楼下很吵')
  await api.says('+8613877770000', '救命，老人晕倒了')
  await api.says(phones.worker, '9999 在家')
  await api.until('2020-02-11 08:10')
  for (const phone of [HER, HIS]) await api.says(phone, '38.5')
  const code = /\b\d{4,5}\b/.exec(newestTo(api, phones.doctor))?.[0] ?? ''
  await api.says(phones.doctor, `${code} 确诊`)
  for (const workflow of ['isolation', 'escalation'] as const) {
    const list = { begunAt: ports.clock.now(), after: undefined, found: foundNothing() }
    for await (const _ of listRunning(ports, workflow, list, () => false));
  }
  const { person, household } = written.get(`ISOLATION#${her} META`)?.body ?? {}
  return { api, her, hers: [her, String(person), String(household)], his, theirs, keys, written }
}

const newestTo = (api: TestApi, phone: string): string =>
  api.system.inbox
    .received(phone, {})
    .messages.filter(({ sent }) => sent?.template === 'matter')
    .at(-1)?.text ?? ''

/** The index shows what cannot be read. */
const poisonedIndex = ({ index = {} }: NewItem): NonNullable<NewItem['index']> => {
  const { list, due } = index
  return {
    ...(list && { list: typeof list.summary === 'object' ? { ...list, summary: POISON } : list }),
    ...(due && { due: due.summary === undefined ? due : { ...due, summary: POISON } }),
  }
}

/** It does not even say its version. */
const POISON = { v: 'poisoned' }

type Part = 'whole' | 'index'

/** Makes an item unreadable, or only what an index shows of it. */
const poison = async ({ api }: Neighbourhood, item: NewItem, part: Part): Promise<void> => {
  const { store } = api.system.ports
  const known = await store.get(item)
  if (known === undefined) throw new Error(`nothing at ${nameOf(item)}`)
  const put = { ...item, index: poisonedIndex(item), ...(part === 'whole' ? { body: POISON } : {}) }
  await store.transact([{ put, expect: { version: known.version } }])
}

const byId = (id: string) => new RegExp(id)

/** Where each kind of item is, by the name of its shape, and which part of it is made unreadable. */
const PLACES: Readonly<Record<string, readonly [RegExp, Part?]>> = {
  budget: [byId('^BUDGET#')],
  'communities-that-share-phones': [byId('^COMMUNITY#second SHARED-PHONES')],
  community: [byId('^COMMUNITY#qinghe META')],
  digest: [byId('^DIGEST#')],
  'due-isolation': [byId('^ISOLATION#\\S+ META'), 'index'],
  'due-matter': [byId(' MATTER#'), 'index'],
  'guessed-codes': [byId('^GUESSES#')],
  household: [byId('^HOUSEHOLD#')],
  'households-at-an-address': [byId('^ADDRESS#')],
  isolation: [byId('^ISOLATION#\\S+ META')],
  'isolation-summary': [byId('^ISOLATION#\\S+ META'), 'index'],
  'ledger-entry': [byId(' LEDGER#000001')],
  matter: [byId(' MATTER#')],
  'matter-summary': [byId(' MATTER#'), 'index'],
  message: [byId(' MESSAGE#')],
  'message-summary': [byId(' MESSAGE#'), 'index'],
  'names-of-communities': [byId('^COMMUNITIES ')],
  note: [byId(' NOTE#')],
  'one-time-code': [byId('^CONFIRMATION#')],
  'people-under-one-key': [byId('^IDENTITY#')],
  person: [byId(' VAULT$')],
  phone: [byId('^PHONE#')],
  'posts-of-a-sign-in': [byId('^SIGN-IN#worker-2')],
  'received-message': [byId('^INBOUND#')],
  request: [byId('^REPORT#|^REQUEST#|^HEARD#')],
  'rule-book': [byId('^RULE-BOOKS ')],
  'running-names': [byId('^RUNNING#isolation')],
  'short-code': [byId('^CODE#')],
  stays: [byId(' STAYS$')],
  'stranger-alert': [byId('^ALERT#')],
  'sweep-report': [byId('^SWEEP shard-0')],
  view: [byId(' VIEW#')],
}

/** Every kind that is stored; of events one stands for all. */
export const kindsOfItems = [
  ...new Set(storedShapes.map(([name]) => name.replace(/^ledger-entry.*/, 'ledger-entry'))),
]

/** For a kind that has no place above: whatever its shape can read. */
const isOfKind = (kind: string, item: NewItem): boolean =>
  storedShapes.some(
    ([name, shape]) =>
      name === kind && ifReadable(() => shape.read({ ...item, body: { ...item.body } })) !== undefined,
  )

/** Poisons the item of this kind that is about her, or the only one of its kind. False: there is none here. */
export const poisonHers = async (neighbourhood: Neighbourhood, kind: string): Promise<boolean> => {
  const { api, hers, written } = neighbourhood
  const [place, part = 'whole'] = PLACES[kind] ?? []
  const now = api.system.ports.clock.now()
  const there = [...written.values()].filter(
    (item) =>
      (place === undefined ? isOfKind(kind, item) : place.test(nameOf(item))) &&
      (item.expiresAt === undefined || item.expiresAt > now),
  )
  const isHers = (item: NewItem): boolean =>
    hers.some((id) => `${nameOf(item)} ${JSON.stringify(item.body)}`.includes(id))
  const item = there.find(isHers) ?? there.at(-1)
  if (item === undefined && place !== undefined) throw new Error(`no ${kind} is stored`)
  if (item === undefined) return false
  await poison(neighbourhood, item, part)
  return true
}

/** Everything that is shown of many at once. */
const LISTS = [
  '/communities',
  '/me',
  '/my-matters',
  '/rule-books',
  '/strangers',
  '/no-one-left-behind?include=person',
  '/communities/qinghe/changes',
  '/communities/qinghe/executions',
  '/communities/qinghe/follow-ups',
  '/communities/qinghe/isolations?include=person',
  '/communities/qinghe/isolations?category=key_area',
  '/communities/qinghe/isolations.csv?include=person',
  '/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-11',
  '/communities/qinghe/matters?include=person',
  '/communities/qinghe/matters?state=settled',
  '/communities/qinghe/messages',
  '/communities/qinghe/overview',
  '/communities/qinghe/unknown-codes',
]

/** Which lists cannot be shown, or leave out somebody else. */
export const listsThatFail = async ({ api, theirs }: Neighbourhood): Promise<string[]> => {
  const failed: string[] = []
  for (const path of LISTS)
    for (const request of [{}, { actor: 'worker-1' }, { actor: 'doctor' }]) {
      const { status, text } = await api.get(path, request)
      if (status === 403) continue
      const isComplete =
        !path.includes('qinghe/isolations') || request.actor === 'doctor' || text.includes(theirs)
      if (status !== 200 || !isComplete) failed.push(`${path} ${JSON.stringify(request)}: ${status}`)
    }
  for (const id of [theirs]) {
    const { status } = await api.get(`/isolations/${id}`)
    if (status !== 200) failed.push(`/isolations/${id}: ${status}`)
  }
  return failed
}

const sentTo = ({ api }: Neighbourhood, phone: string, template: string): number =>
  api.system.inbox.received(phone, {}).messages.filter(({ sent }) => sent?.template === template).length

/** What of the care for somebody else does not go on. */
export const careThatStops = async (neighbourhood: Neighbourhood): Promise<string[]> => {
  const { api, theirs, keys } = neighbourhood
  const { ports } = api.system
  const stopped: string[] = []
  const goesOn = async (what: string, attempt: () => Promise<boolean>): Promise<void> => {
    if (!(await attempt().catch(() => false))) stopped.push(what)
  }
  await goesOn('sweep', async () => {
    await ports.executions.stop('isolation', `${theirs}-1`, 'lost')
    const { mended } = await sweep(ports, { force: true })
    return mended > 0
  })
  await goesOn('watch', async () => {
    await keepWatch(ports)
    return true
  })
  await goesOn('rotation', async () => {
    const store = {
      load: async () => keys.now,
      save: async (now: LookupKeys) => {
        keys.now = now
      },
    }
    const rotation = await rotateLookups(ports, { keys: store, newSecret: () => '2'.repeat(64), notice: 0 })
    return rotation.step === 'moved' && rotation.moved > 15
  })
  await goesOn('registration', async () => {
    const address = { grid: 'grid-2', building: '3', unit: '2', room: '1' }
    const id = await api.registered({ person: { name: '样例·新人', phone: '+8613800000109' }, address })
    return id.startsWith('iso-')
  })
  await goesOn('prompt and report', async () => {
    const before = sentTo(neighbourhood, THEIRS, 'prompt')
    await api.until('2020-02-11 18:40')
    await api.says(THEIRS, '36.5')
    const { json } = await api.get(`/isolations/${theirs}`)
    const slots: readonly { readonly id: string; readonly state: string }[] = json.slots
    return (
      sentTo(neighbourhood, THEIRS, 'prompt') > before &&
      slots.some(({ id, state }) => id === '01-evening' && state === 'reported')
    )
  })
  await goesOn('fever, code and answer', async () => {
    const before = sentTo(neighbourhood, phones.doctor, 'matter')
    await api.says(THEIRS, '38.6')
    if (sentTo(neighbourhood, phones.doctor, 'matter') === before) return false
    const code = /\b\d{4,6}\b/.exec(newestTo(api, phones.doctor))?.[0] ?? ''
    const replies = sentTo(neighbourhood, phones.doctor, 'echo')
    await api.says(phones.doctor, `${code} 确诊`)
    return sentTo(neighbourhood, phones.doctor, 'echo') > replies
  })
  await goesOn('digest', async () => {
    const before = sentTo(neighbourhood, phones.worker, 'digest')
    await api.says(THEIRS, '谢谢赵一，楼下很吵')
    await api.until('2020-02-12 13:00')
    return sentTo(neighbourhood, phones.worker, 'digest') > before
  })
  return stopped
}
