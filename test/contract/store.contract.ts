import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../core/json.ts'
import { dueShardOf, dueShards } from '../../core/ports/due-shards.ts'
import {
  ConditionFailed,
  type IndexedItem,
  type IndexQuery,
  type Item,
  type Key,
  type NewItem,
  type Page,
  type Query,
  type Store,
  type Write,
  WriteRefused,
} from '../../core/ports/store.ts'
import { type Instant, instant } from '../../core/time/instant.ts'

export interface StoreHarness {
  readonly store: Store
  /** The same items, with another number of shards of the due index. */
  withDueShards(shards: number): Store
  readonly clock: { set(at: Instant): void }
  close(): Promise<void>
  /** How long an index may lag behind the writes, in milliseconds. Without it: not at all. */
  readonly indexLag?: number
  /** The engine behind the adapter is not DynamoDB itself and takes `a` for `A` in prefixes. */
  readonly ignoresCaseOfPrefixes?: true
}

const NOON = instant(Date.UTC(2020, 1, 10, 12))
const ONE_O_CLOCK = instant(Date.UTC(2020, 1, 10, 13))

const pause = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration))
const order = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The contract of every adapter of the Store port. */
export const storeContract = (name: string, makeHarness: () => Promise<StoreHarness>): void => {
  describe(`the Store contract, kept by ${name}`, () => {
    let harness: StoreHarness
    let store: Store
    let tests = 0
    let pk: string

    beforeEach(async () => {
      harness = await makeHarness()
      store = harness.store
      harness.clock.set(NOON)
      tests += 1
      pk = `test-${tests}`
    })
    afterEach(() => harness.close())

    /** Index reads may lag behind the writes: tries until the expectation holds. */
    const eventually = async (expectation: () => Promise<void>): Promise<void> => {
      for (let waited = 0; waited < (harness.indexLag ?? 0); waited += 50) {
        try {
          return await expectation()
        } catch {
          await pause(50)
        }
      }
      await expectation()
    }

    const create = (sk: string, body: JsonObject = {}): Write => ({ put: { pk, sk, body }, expect: 'absent' })
    const replace = (sk: string, version: number, body: JsonObject = {}): Write => ({
      put: { pk, sk, body },
      expect: { version },
    })
    const listed = (sk: string, index: { list?: string; due?: string }, version = 0): Write => ({
      put: {
        pk,
        sk,
        body: { sk },
        index: {
          ...(index.list !== undefined && { list: { pk: `${pk}-list`, sk: index.list } }),
          ...(index.due !== undefined && { due: { sk: index.due } }),
        },
      },
      expect: version === 0 ? 'absent' : { version },
    })
    const sks = (items: readonly Key[]) => items.map((item) => item.sk)
    const read = (sk: string) => store.get({ pk, sk })
    const readList = (query: Partial<Query> = {}) =>
      store.queryIndex({ ...query, pk: `${pk}-list`, index: 'list' })
    /** Of every shard, one after the other. */
    const readDue = async (query: Partial<Query> = {}, from = store): Promise<IndexedItem[]> => {
      const shards = dueShards(from.dueShards).map((shard) =>
        from.queryIndex({ ...query, pk: shard, index: 'due' }),
      )
      return (await Promise.all(shards)).flatMap(({ items }) => items)
    }
    const everyPage = async <One>(ask: (rest: { cursor?: string }) => Promise<Page<One>>): Promise<One[]> => {
      const items: One[] = []
      let cursor: string | undefined
      do {
        const page: Page<One> = await ask(cursor === undefined ? {} : { cursor })
        items.push(...page.items)
        cursor = page.cursor
      } while (cursor !== undefined)
      return items
    }
    const readAll = (query: Query): Promise<Item[]> => everyPage((rest) => store.query({ ...query, ...rest }))
    const readWhole = (query: IndexQuery): Promise<IndexedItem[]> =>
      everyPage((rest) => store.queryIndex({ ...query, ...rest }))
    const failure = (writes: readonly Write[]) =>
      store.transact(writes).then(
        () => 'succeeded' as const,
        (error: unknown) => error,
      )

    describe('one item', () => {
      it('is read back at once, as version 1', async () => {
        await store.transact([create('a', { temperature: 366 })])
        expect(await read('a')).toEqual({ pk, sk: 'a', version: 1, body: { temperature: 366 } })
      })

      it('is unknown before it is written', async () => {
        expect(await read('a')).toBeUndefined()
      })

      it('comes back with its expiry, whatever its indexes show', async () => {
        const put = { pk, sk: 'a', body: { n: 1 }, expiresAt: ONE_O_CLOCK }
        const summaries = [undefined, { n: 2 }, 'body'] as const
        for (const [at, summary] of summaries.entries()) {
          const list = { pk: 'l', sk: '1', ...(summary && { summary }) }
          const index = { list, due: { sk: '2', summary: { n: 3 } } }
          await store.transact([{ put: { ...put, index }, expect: at === 0 ? 'absent' : { version: at } }])
          expect(await read('a')).toEqual({ ...put, version: at + 1 })
        }
      })

      it('gains one version with each put, and is replaced as a whole', async () => {
        await store.transact([create('a', { first: true, both: 1 })])
        await store.transact([replace('a', 1, { both: 2 })])
        await store.transact([replace('a', 2, { both: 3 })])
        expect(await read('a')).toMatchObject({ version: 3 })
        expect((await read('a'))?.body).toEqual({ both: 3 })
      })

      it('is not changed by what the writer or a reader does to the object afterwards', async () => {
        const body = { list: [1] }
        await store.transact([create('a', body)])
        body.list.push(2)
        const seen = await read('a')
        // A store may give everyone the same frozen body.
        if (seen !== undefined && !Object.isFrozen(seen.body)) seen.body['more'] = 3
        expect((await read('a'))?.body).toEqual({ list: [1] })
      })

      it.each<[string, JsonObject]>([
        ['Chinese, emoji and joined emoji', { text: '体温36.5℃ 无症状 😷 👨‍👩‍👧' }],
        ['zero-width characters, quotes and backslashes', { text: '\u200b\u200d"\'`\\ \u2028 \n\t' }],
        ['odd names', { '': 1, 'a.b': 2, $c: 3, 'd e': 4, 名: 5, constructor: 6 }],
        ['an empty body', {}],
        ['empty texts, lists and objects', { text: '', list: [], object: {} }],
        ['depth and null', { a: [[{ b: null }], [true, false, 'x']] }],
        ['numbers', { list: [0, -1, 36.6, 0.1 + 0.2, 1e21, 1e-7, Number.MAX_SAFE_INTEGER] }],
      ])('keeps %s', async (_, body) => {
        await store.transact([create('a', body)])
        expect((await read('a'))?.body).toEqual(body)
      })

      it('keeps any JSON', async () => {
        let run = 0
        await fc.assert(
          fc.asyncProperty(
            fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' })),
            async (value) => {
              run += 1
              const body: JsonObject = JSON.parse(JSON.stringify(value))
              await store.transact([create(`json-${run}`, body)])
              expect((await read(`json-${run}`))?.body).toEqual(body)
            },
          ),
          { numRuns: 30 },
        )
      })

      it('may have a body of 390 KB', async () => {
        const body = { text: 'x'.repeat(390 * 1024) }
        await store.transact([create('big', body)])
        expect((await read('big'))?.body).toEqual(body)
      })
    })

    describe('an expectation', () => {
      it('of absence fails when the item is there', async () => {
        await store.transact([create('a', { by: 'first' })])
        const error = await failure([create('a', { by: 'second' })])
        expect(error).toBeInstanceOf(ConditionFailed)
        expect(error).toMatchObject({ keys: [{ pk, sk: 'a' }] })
        expect((await read('a'))?.body).toEqual({ by: 'first' })
      })

      it('of a version fails when the item is at another version, or absent', async () => {
        await store.transact([create('a')])
        expect(await failure([replace('a', 2)])).toBeInstanceOf(ConditionFailed)
        expect(await failure([replace('b', 1)])).toBeInstanceOf(ConditionFailed)
        expect(await read('a')).toMatchObject({ version: 1 })
        expect(await read('b')).toBeUndefined()
      })

      it('can be checked without writing', async () => {
        await store.transact([create('a')])
        await store.transact([
          { check: { pk, sk: 'a' }, expect: { version: 1 } },
          { check: { pk, sk: 'b' }, expect: 'absent' },
          create('c'),
        ])
        expect(await read('a')).toMatchObject({ version: 1 })
        expect(await read('b')).toBeUndefined()
        expect(await read('c')).toMatchObject({ version: 1 })
      })

      it('that fails in a check keeps the other writes out', async () => {
        await store.transact([create('a')])
        const wrong: Write[] = [
          { check: { pk, sk: 'a' }, expect: 'absent' },
          { check: { pk, sk: 'a' }, expect: { version: 2 } },
          { check: { pk, sk: 'none' }, expect: { version: 1 } },
        ]
        for (const check of wrong) expect(await failure([create('b'), check])).toBeInstanceOf(ConditionFailed)
        expect(await read('b')).toBeUndefined()
      })
    })

    describe('a transaction', () => {
      it('writes all or nothing, and names every key that was not as expected', async () => {
        await store.transact([create('b'), create('d')])
        const error = await failure([create('a'), create('b'), create('c'), replace('d', 7)])
        expect(error).toMatchObject({
          keys: [
            { pk, sk: 'b' },
            { pk, sk: 'd' },
          ],
        })
        expect(sks(await readAll({ pk }))).toEqual(['b', 'd'])
      })

      it('spans partitions', async () => {
        await store.transact([
          create('a'),
          { put: { pk: `${pk}-other`, sk: 'a', body: {} }, expect: 'absent' },
        ])
        expect(await store.get({ pk: `${pk}-other`, sk: 'a' })).toMatchObject({ version: 1 })
      })

      it('is won by exactly one of two writers', async () => {
        await store.transact([create('a')])
        const outcomes = await Promise.all(
          ['x', 'y', 'z'].map((by) => failure([replace('a', 1, { by }), create(`by-${by}`)])),
        )
        expect(outcomes.filter((outcome) => outcome === 'succeeded')).toHaveLength(1)
        for (const outcome of outcomes)
          if (outcome !== 'succeeded') {
            expect(outcome).toBeInstanceOf(ConditionFailed)
            expect(outcome).toMatchObject({ keys: [{ pk, sk: 'a' }] })
          }
        expect(await read('a')).toMatchObject({ version: 2 })
        const winners = sks(await readAll({ pk, sk: { prefix: 'by-' } }))
        expect(winners).toEqual([`by-${(await read('a'))?.body['by']}`])
      })

      it('loses no addition of many writers that try again', async () => {
        await store.transact([create('count', { n: 0 })])
        const add = async (): Promise<void> => {
          const item = await read('count')
          if (item === undefined) throw new Error('the counter is gone')
          const outcome = await failure([replace('count', item.version, { n: Number(item.body['n']) + 1 })])
          if (outcome === 'succeeded') return
          expect(outcome).toBeInstanceOf(ConditionFailed)
          await add()
        }
        await Promise.all(Array.from({ length: 8 }, add))
        expect(await read('count')).toMatchObject({ version: 9, body: { n: 8 } })
      })

      it('takes 100 writes', async () => {
        await store.transact(Array.from({ length: 100 }, (_, n) => create(`${n}`)))
        expect(await readAll({ pk, limit: 30 })).toHaveLength(100)
      })

      it('refuses more than 100 writes', async () => {
        expect(await failure(Array.from({ length: 101 }, (_, n) => create(`${n}`)))).toBeInstanceOf(
          WriteRefused,
        )
        expect(await read('0')).toBeUndefined()
      })

      it('refuses to write nothing', async () => {
        expect(await failure([])).toBeInstanceOf(WriteRefused)
      })

      it('refuses the same key twice, and names it', async () => {
        const twice: Write[][] = [
          [create('same'), create('same')],
          [create('same'), { check: { pk, sk: 'same' }, expect: 'absent' }],
        ]
        for (const writes of twice) {
          const error = await failure(writes)
          expect(error).toBeInstanceOf(WriteRefused)
          expect(String(error)).toContain('same')
        }
        expect(await read('same')).toBeUndefined()
      })

      it('refuses an item of more than 400 KB, and names it', async () => {
        const error = await failure([create('other'), create('too-big', { text: '体'.repeat(140 * 1024) })])
        expect(error).toBeInstanceOf(WriteRefused)
        expect(String(error)).toContain('too-big')
        expect(await read('other')).toBeUndefined()
      })

      it('refuses more than 4 MB together', async () => {
        const text = 'x'.repeat(390 * 1024)
        expect(await failure(Array.from({ length: 11 }, (_, n) => create(`${n}`, { text })))).toBeInstanceOf(
          WriteRefused,
        )
        expect(await read('0')).toBeUndefined()
      })

      it.each([
        ['an empty key', { pk: '', sk: 'a', body: {} }],
        ['an empty sort key', { pk: 'a', sk: '', body: {} }],
        ['an empty index key', { pk: 'a', sk: 'a', body: {}, index: { list: { pk: '', sk: 'a' } } }],
        ['an empty index sort key', { pk: 'a', sk: 'a', body: {}, index: { due: { sk: '' } } }],
        ['a key of more than 2,048 bytes', { pk: 'x'.repeat(2049), sk: 'a', body: {} }],
        ['a sort key of more than 1,024 bytes', { pk: 'a', sk: 'x'.repeat(1025), body: {} }],
        ['a key that is not well-formed', { pk: '\ud800', sk: 'a', body: {} }],
        ['a number that is not finite', { pk: 'a', sk: 'a', body: { deep: [Number.NaN] } }],
        [
          'a number that is not finite in a summary',
          { pk: 'a', sk: 'a', body: {}, index: { due: { sk: 'a', summary: { n: Number.NaN } } } },
        ],
      ])('refuses %s', async (_, put) => {
        expect(await failure([{ put, expect: 'absent' }])).toBeInstanceOf(WriteRefused)
      })
    })

    describe('a query of the items themselves', () => {
      it('gives one partition in the order of UTF-8 bytes, either way', async () => {
        // In UTF-16 the emoji would stand before U+FB01.
        const keys = ['10', '9', 'A', 'Z', 'a', 'é', '体', '\ufb01', '😀']
        await store.transact([...keys].reverse().map((sk) => create(sk)))
        await store.transact([{ put: { pk: `${pk}0`, sk: 'neighbour', body: {} }, expect: 'absent' }])
        expect(sks(await readAll({ pk }))).toEqual(keys)
        expect(sks(await readAll({ pk, descending: true }))).toEqual([...keys].reverse())
      })

      it('is empty for an unknown partition', async () => {
        expect(await store.query({ pk })).toEqual({ items: [] })
      })

      it('takes a prefix literally', async () => {
        await store.transact(
          [
            'a%',
            'a%1',
            'a_1',
            'ab',
            'a😀',
            'a\u{10ffff}z',
            'b',
            harness.ignoresCaseOfPrefixes ? 'c' : 'A%',
          ].map((sk) => create(sk)),
        )
        expect(sks(await readAll({ pk, sk: { prefix: 'a%' } }))).toEqual(['a%', 'a%1'])
        expect(sks(await readAll({ pk, sk: { prefix: 'a' } }))).toEqual([
          'a%',
          'a%1',
          'a_1',
          'ab',
          'a😀',
          'a\u{10ffff}z',
        ])
        expect(sks(await readAll({ pk, sk: { prefix: 'a\u{10ffff}' } }))).toEqual(['a\u{10ffff}z'])
        expect(sks(await readAll({ pk, sk: { prefix: 'd' } }))).toEqual([])
        expect(await readAll({ pk, sk: { prefix: '' } })).toHaveLength(8)
      })

      it('takes a prefix that ends where Unicode has a gap', async () => {
        await store.transact(['\ud7ff', '\ud7ffz', '\ue000'].map((sk) => create(sk)))
        expect(sks(await readAll({ pk, sk: { prefix: '\ud7ff' } }))).toEqual(['\ud7ff', '\ud7ffz'])
      })

      it('takes a range with both ends in it', async () => {
        await store.transact(['a', 'b', 'c', 'd'].map((sk) => create(sk)))
        const range = async (sk: { from?: string; to?: string }, descending = false) =>
          sks(await readAll({ pk, sk, descending })).join('')
        expect(await range({ from: 'b', to: 'c' })).toBe('bc')
        expect(await range({ from: 'b', to: 'c' }, true)).toBe('cb')
        expect(await range({ from: 'c' })).toBe('cd')
        expect(await range({ to: 'b' })).toBe('ab')
        expect(await range({ from: 'aa', to: 'bb' })).toBe('b')
        expect(await range({})).toBe('abcd')
        expect(await range({ from: 'c', to: 'b' })).toBe('')
      })

      it.each([
        { descending: false, range: undefined },
        { descending: true, range: undefined },
        { descending: false, range: { prefix: 'k' } },
        { descending: true, range: { from: 'k00', to: 'k24' } },
      ])('is paged to the last item: %o', async ({ descending, range }) => {
        await store.transact(Array.from({ length: 25 }, (_, n) => create(`k${String(n).padStart(2, '0')}`)))
        const query: Query = { pk, descending, ...(range && { sk: range }) }
        const whole = sks(await readAll(query))
        expect(whole).toHaveLength(25)
        expect(whole).toEqual([...whole].sort((a, b) => (descending ? order(b, a) : order(a, b))))
        for (const limit of [1, 5, 7, 25, 26]) {
          expect(sks(await readAll({ ...query, limit }))).toEqual(whole)
          expect((await store.query({ ...query, limit })).items).toHaveLength(Math.min(limit, 25))
        }
      })

      it('gives 100 items when no limit is named', async () => {
        for (const part of ['a', 'b'])
          await store.transact(Array.from({ length: 60 }, (_, n) => create(`${part}${n}`)))
        const page = await store.query({ pk })
        expect(page.items).toHaveLength(100)
        expect(page.cursor).toBeDefined()
      })

      it('gives at most 1 MB a page, and goes on after it', async () => {
        const text = 'x'.repeat(300 * 1024)
        await store.transact(Array.from({ length: 5 }, (_, n) => create(`${n}`, { text })))
        const page = await store.query({ pk })
        expect(page.items.length).toBeLessThan(5)
        expect(page.items.length).toBeGreaterThan(0)
        expect(page.cursor).toBeDefined()
        expect(sks(await readAll({ pk }))).toEqual(['0', '1', '2', '3', '4'])
      })

      it('goes on after its cursor when that item has changed and others have come', async () => {
        await store.transact([create('b'), create('d'), create('f')])
        const { cursor } = await store.query({ pk, limit: 2 })
        await store.transact([create('a'), replace('d', 1), create('e')])
        expect(sks((await store.query({ pk, ...(cursor && { cursor }) })).items)).toEqual(['e', 'f'])
      })

      it.each([0, -1, 1.5, 1001, Number.NaN])('refuses the limit %d', async (limit) => {
        await expect(store.query({ pk, limit })).rejects.toThrow(/limit/)
      })

      it('refuses a cursor that is not its own', async () => {
        await store.transact([create('a'), create('b'), listed('c', { list: 'c' })])
        const { cursor = 'none' } = await store.query({ pk, limit: 1 })
        const foreign: Query[] = [
          { pk: `${pk}-other`, cursor },
          { pk, cursor: 'rubbish' },
          { pk, cursor: '' },
          { pk, cursor: Buffer.from('{"pk":"a"}').toString('base64url') },
        ]
        for (const query of foreign) await expect(store.query(query)).rejects.toThrow(/cursor/)
        await expect(store.queryIndex({ pk, index: 'list', cursor })).rejects.toThrow(/cursor/)
      })
    })

    describe('many reads at once', () => {
      it('give the items in the order of the keys, and nothing for a key without one', async () => {
        await store.transact(Array.from({ length: 100 }, (_, n) => create(`${n}`, { n })))
        await store.transact([
          create('100', { n: 100 }),
          { put: { pk: `${pk}-other`, sk: '0', body: {} }, expect: 'absent' },
        ])
        const keys = [...Array(101).keys(), 777, 3].map((n) => ({ pk, sk: `${n}` }))
        const found = await store.getAll([...keys, { pk: `${pk}-other`, sk: '0' }])
        expect(found.map((item) => item?.body['n'])).toEqual([...Array(101).keys(), undefined, 3, undefined])
        expect(found.at(-1)).toMatchObject({ pk: `${pk}-other`, version: 1 })
        expect(found[7]).toEqual(await read('7'))
      })

      it('of no key give nothing', async () => {
        expect(await store.getAll([])).toEqual([])
      })

      it('give large items too, which come in several answers', async () => {
        const text = 'x'.repeat(390 * 1024)
        for (let n = 0; n < 50; n += 1) await store.transact([create(`${n}`, { n, text })])
        const found = await store.getAll([...Array(50).keys()].map((n) => ({ pk, sk: `${n}` })))
        expect(found.map((item) => item?.body['n'])).toEqual([...Array(50).keys()])
      })

      it('leave out what has expired', async () => {
        await store.transact([{ put: { pk, sk: 'a', body: {}, expiresAt: ONE_O_CLOCK }, expect: 'absent' }])
        expect(await store.getAll([{ pk, sk: 'a' }])).toHaveLength(1)
        harness.clock.set(ONE_O_CLOCK)
        expect(await store.getAll([{ pk, sk: 'a' }])).toEqual([undefined])
      })
    })

    describe('a query of an index', () => {
      it('gives keys in the order of the index, and no bodies', async () => {
        await store.transact([
          listed('a', { list: '3' }),
          listed('b', { list: '1', due: '9' }),
          listed('c', { due: '8' }),
          create('d'),
        ])
        await eventually(async () => {
          expect((await readList()).items).toEqual([
            { pk, sk: 'b', index: { pk: `${pk}-list`, sk: '1' } },
            { pk, sk: 'a', index: { pk: `${pk}-list`, sk: '3' } },
          ])
          expect(sks((await readList({ descending: true })).items)).toEqual(['a', 'b'])
          const due = await readDue()
          expect(new Set(sks(due))).toEqual(new Set(['b', 'c']))
          for (const item of due) {
            const { sk } = item
            expect(item).toEqual({
              pk,
              sk,
              index: { pk: dueShardOf({ pk, sk }, 8), sk: sk === 'b' ? '9' : '8' },
            })
          }
        })
      })

      it('gives what each index shows of the item', async () => {
        const shown = (sk: string, body: JsonObject, index: NewItem['index'] = {}): Write => ({
          put: { pk, sk, body, index },
          expect: 'absent',
        })
        const list = (sk: string) => ({ pk: `${pk}-list`, sk })
        await store.transact([
          shown('a', { whole: 1 }, { list: { ...list('1'), summary: { v: 1, text: '体温' } } }),
          shown('b', { whole: 2 }, { list: { ...list('2'), summary: 'body' }, due: { sk: '2' } }),
          shown('c', { whole: 3 }, { list: list('3'), due: { sk: '3', summary: { generation: 1 } } }),
          shown('d', { '': 4 }, { list: { ...list('4'), summary: 'body' } }),
          shown('e', { whole: 5 }, { list: { ...list('5'), summary: { '': 5 } } }),
        ])
        await eventually(async () => {
          const { items } = await readList()
          expect(items.map(({ summary }) => summary)).toEqual([
            { v: 1, text: '体温' },
            { whole: 2 },
            undefined,
            { '': 4 },
            { '': 5 },
          ])
          const due = await readDue()
          expect(due.map(({ sk, summary }) => [sk, summary]).sort()).toEqual([
            ['b', undefined],
            ['c', { generation: 1 }],
          ])
        })
        const keys = ['a', 'b', 'c', 'd', 'e'].map((sk) => ({ pk, sk }))
        expect((await store.getAll(keys)).map((item) => item?.body)).toEqual([
          { whole: 1 },
          { whole: 2 },
          { whole: 3 },
          { '': 4 },
          { whole: 5 },
        ])
      })

      it('follows an item that changes its place, and forgets one that leaves', async () => {
        await store.transact([listed('a', { list: '1', due: '1' }), listed('b', { list: '2', due: '2' })])
        await store.transact([listed('a', { list: '3' }, 1)])
        await eventually(async () => {
          expect(sks((await readList()).items)).toEqual(['b', 'a'])
          expect(sks(await readDue())).toEqual(['b'])
        })
        await store.transact([listed('b', {}, 1)])
        await eventually(async () => {
          expect(sks((await readList()).items)).toEqual(['a'])
          expect(await readDue()).toEqual([])
        })
        expect(await read('b')).toEqual({ pk, sk: 'b', version: 2, body: { sk: 'b' } })
      })

      it('takes prefixes and ranges of the index key', async () => {
        const one = harness.withDueShards(1)
        await one.transact([
          listed('z', { due: '2020-02-10' }),
          listed('y', { due: '2020-02-11' }),
          listed('x', { due: '2020-02-12' }),
          listed('w', { due: '2020-03-01' }),
        ])
        await eventually(async () => {
          expect(sks(await readDue({}, one))).toEqual(['z', 'y', 'x', 'w'])
          expect(sks(await readDue({ descending: true }, one))).toEqual(['w', 'x', 'y', 'z'])
          expect(sks(await readDue({ sk: { prefix: '2020-02' } }, one))).toEqual(['z', 'y', 'x'])
          expect(sks(await readDue({ sk: { to: '2020-02-11' } }, one))).toEqual(['z', 'y'])
          const range = { from: '2020-02-11', to: '2020-02-12' }
          expect(sks(await readDue({ sk: range }, one))).toEqual(['y', 'x'])
        })
      })

      it('finds what is due after the number of shards has grown, each once, also when it is written again', async () => {
        const [before, after] = [harness.withDueShards(3), harness.withDueShards(40)]
        const names = [...Array(60).keys()].map((n) => `${n}`.padStart(2, '0'))
        await before.transact(names.map((sk) => listed(sk, { due: sk })))
        await eventually(async () => expect(sks(await readDue({}, after)).sort()).toEqual(names))
        await after.transact(names.slice(0, 30).map((sk) => listed(sk, { due: sk }, 1)))
        await eventually(async () => {
          const due = await readDue({}, after)
          expect(sks(due).sort()).toEqual(names)
          expect(new Set(due.map(({ index }) => index.pk)).size).toBeGreaterThan(3)
        })
      })

      it.each([false, true])(
        'is paged to the last item, also where keys are equal, descending %s',
        async (descending) => {
          await store.transact(
            Array.from({ length: 20 }, (_, n) => listed(`k${n}`, { list: `${Math.floor(n / 8)}` })),
          )
          const query: IndexQuery = { pk: `${pk}-list`, index: 'list', descending }
          await eventually(async () => {
            for (const limit of [1, 3, 20, 100]) {
              const items = await readWhole({ ...query, limit })
              expect(new Set(sks(items)).size).toBe(20)
              expect(items).toHaveLength(20)
              const keys = items.map(({ index }) => index.sk)
              expect(keys).toEqual([...keys].sort((a, b) => (descending ? order(b, a) : order(a, b))))
            }
          })
        },
      )
    })

    describe('an item with an expiry', () => {
      const expiring = (expect: Write['expect'], body: JsonObject = {}): Write => ({
        put: { pk, sk: 'a', body, expiresAt: ONE_O_CLOCK, index: { list: { pk: `${pk}-list`, sk: '1' } } },
        expect,
      })

      it('is there before, and gone from every read from that instant on', async () => {
        await store.transact([expiring('absent'), create('b')])
        harness.clock.set(instant(Date.parse(ONE_O_CLOCK) - 1))
        expect(await read('a')).toMatchObject({ expiresAt: ONE_O_CLOCK })
        await eventually(async () => expect((await readList()).items).toHaveLength(1))
        harness.clock.set(ONE_O_CLOCK)
        expect(await read('a')).toBeUndefined()
        expect(sks(await readAll({ pk }))).toEqual(['b'])
        expect((await readList()).items).toEqual([])
      })

      it('counts as absent for every expectation once it has expired', async () => {
        await store.transact([expiring('absent')])
        harness.clock.set(ONE_O_CLOCK)
        expect(await failure([replace('a', 1)])).toBeInstanceOf(ConditionFailed)
        expect(await failure([{ check: { pk, sk: 'a' }, expect: { version: 1 } }])).toBeInstanceOf(
          ConditionFailed,
        )
        await store.transact([{ check: { pk, sk: 'a' }, expect: 'absent' }])
        await store.transact([create('a', { fresh: true })])
        expect(await read('a')).toEqual({ pk, sk: 'a', version: 1, body: { fresh: true } })
      })

      it('stays when a later put takes the expiry away', async () => {
        await store.transact([expiring('absent')])
        await store.transact([replace('a', 1)])
        harness.clock.set(ONE_O_CLOCK)
        expect(await read('a')).toMatchObject({ version: 2 })
      })

      it('is stepped over by a page, which still leads to the items behind', async () => {
        await store.transact([expiring('absent'), create('b'), create('c')])
        harness.clock.set(ONE_O_CLOCK)
        expect(sks(await readAll({ pk, limit: 1 }))).toEqual(['b', 'c'])
      })
    })

    it('behaves as a map with versions would, whatever is tried', async () => {
      const key = fc.constantFrom('a', 'b', 'c', 'd')
      const expectation = fc.oneof(
        fc.constant<'absent'>('absent'),
        fc.record({ version: fc.integer({ min: 1, max: 3 }) }),
      )
      const step = fc.uniqueArray(fc.record({ key, expectation, isCheck: fc.boolean(), n: fc.nat() }), {
        minLength: 1,
        maxLength: 3,
        selector: ({ key }) => key,
      })
      let run = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          run += 1
          const partition = `${pk}-run-${run}`
          const model = new Map<string, { version: number; n: number }>()
          for (const writes of steps) {
            const wrong = writes.filter(({ key, expectation }) =>
              expectation === 'absent' ? model.has(key) : model.get(key)?.version !== expectation.version,
            )
            const outcome = await failure(
              writes.map(({ key, expectation, isCheck, n }) =>
                isCheck
                  ? { check: { pk: partition, sk: key }, expect: expectation }
                  : { put: { pk: partition, sk: key, body: { n } }, expect: expectation },
              ),
            )
            if (wrong.length > 0)
              expect(outcome).toMatchObject({ keys: wrong.map(({ key }) => ({ pk: partition, sk: key })) })
            else {
              expect(outcome).toBe('succeeded')
              for (const { key, isCheck, n } of writes)
                if (!isCheck) model.set(key, { version: (model.get(key)?.version ?? 0) + 1, n })
            }
          }
          const seen = (await readAll({ pk: partition })).map(({ sk, version, body }) => [
            sk,
            version,
            body['n'],
          ])
          expect(seen).toEqual([...model].sort().map(([sk, { version, n }]) => [sk, version, n]))
        }),
        { numRuns: 25 },
      )
    })
  })
}
