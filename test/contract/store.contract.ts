import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../core/json.ts'
import {
  ConditionFailed,
  type IndexName,
  type Item,
  type Query,
  type Store,
  type Write,
  WriteRefused,
} from '../../core/ports/store.ts'
import { type Instant, instant } from '../../core/time/instant.ts'

export interface StoreHarness {
  readonly store: Store
  readonly clock: { set(at: Instant): void }
  close(): Promise<void>
  /** How long an index may lag behind the writes, in milliseconds. Without it: not at all. */
  readonly indexLag?: number
  /** The engine behind the adapter is not DynamoDB itself and takes `a` for `A` in prefixes. */
  readonly ignoresCaseOfPrefixes?: true
}

const NOON = instant(Date.UTC(2020, 1, 10, 12))
const ONE_O_CLOCK = instant(Date.UTC(2020, 1, 10, 13))
const PATIENCE = { timeout: 60_000 }

const pause = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration))
const order = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The contract of every adapter of the Store port. */
export const storeContract = (name: string, makeHarness: () => Promise<StoreHarness>): void => {
  describe(`the Store contract, kept by ${name}`, PATIENCE, () => {
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
          ...(index.due !== undefined && { due: { pk: `${pk}-due`, sk: index.due } }),
        },
      },
      expect: version === 0 ? 'absent' : { version },
    })
    const sks = (items: readonly Item[]) => items.map((item) => item.sk)
    const read = (sk: string) => store.get({ pk, sk })
    const readIndex = (index: IndexName, query: Partial<Query> = {}) =>
      store.query({ ...query, pk: `${pk}-${index}`, index })
    const readAll = async (query: Query): Promise<Item[]> => {
      const items: Item[] = []
      let cursor: string | undefined
      do {
        const page = await store.query({ ...query, ...(cursor !== undefined && { cursor }) })
        items.push(...page.items)
        cursor = page.cursor
      } while (cursor !== undefined)
      return items
    }
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

      it('comes back with its index keys and its expiry', async () => {
        const put = {
          pk,
          sk: 'a',
          body: {},
          index: { list: { pk: 'l', sk: '1' }, due: { pk: 'd', sk: '2' } },
          expiresAt: ONE_O_CLOCK,
        }
        await store.transact([{ put, expect: 'absent' }])
        expect(await read('a')).toEqual({ ...put, version: 1 })
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
        ['an empty index sort key', { pk: 'a', sk: 'a', body: {}, index: { due: { pk: 'a', sk: '' } } }],
        ['a key of more than 2,048 bytes', { pk: 'x'.repeat(2049), sk: 'a', body: {} }],
        ['a sort key of more than 1,024 bytes', { pk: 'a', sk: 'x'.repeat(1025), body: {} }],
        ['a key that is not well-formed', { pk: '\ud800', sk: 'a', body: {} }],
        ['a number that is not finite', { pk: 'a', sk: 'a', body: { deep: [Number.NaN] } }],
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
          { pk, index: 'list', cursor },
          { pk, cursor: 'rubbish' },
          { pk, cursor: '' },
          { pk, cursor: Buffer.from('{"pk":"a"}').toString('base64url') },
        ]
        for (const query of foreign) await expect(store.query(query)).rejects.toThrow(/cursor/)
      })
    })

    describe('a query of an index', () => {
      it('gives whole items in the order of the index, only those that stand in it', async () => {
        await store.transact([
          listed('a', { list: '3' }),
          listed('b', { list: '1', due: '9' }),
          listed('c', { due: '8' }),
          create('d'),
        ])
        await eventually(async () => {
          expect((await readIndex('list')).items).toEqual([await read('b'), await read('a')])
          expect(sks((await readIndex('due')).items)).toEqual(['c', 'b'])
          expect(sks((await readIndex('due', { descending: true })).items)).toEqual(['b', 'c'])
        })
      })

      it('leaves the bodies out where the keys are enough, and nothing else', async () => {
        await store.transact([
          listed('a', { list: '3', due: '1' }),
          listed('b', { list: '1' }),
          create('c', { n: 1 }),
        ])
        await eventually(async () => {
          const whole = (await readIndex('list')).items
          expect(whole).toHaveLength(2)
          const empty = whole.map((item) => ({ ...item, body: {} }))
          expect((await readIndex('list', { keysOnly: true })).items).toEqual(empty)
          expect(sks((await readIndex('list', { keysOnly: true, sk: { from: '2' } })).items)).toEqual(['a'])
        })
        expect((await store.query({ pk, keysOnly: true })).items.map(({ body }) => body)).toEqual([
          {},
          {},
          {},
        ])
      })

      it('follows an item that changes its place, and forgets one that leaves', async () => {
        await store.transact([listed('a', { list: '1', due: '1' }), listed('b', { list: '2', due: '2' })])
        await store.transact([listed('a', { list: '3' }, 1)])
        await eventually(async () => {
          expect(sks((await readIndex('list')).items)).toEqual(['b', 'a'])
          expect(sks((await readIndex('due')).items)).toEqual(['b'])
          expect((await readIndex('list')).items.map((item) => item.version)).toEqual([1, 2])
        })
        await store.transact([listed('b', {}, 1)])
        await eventually(async () => {
          expect(sks((await readIndex('list')).items)).toEqual(['a'])
          expect((await readIndex('due')).items).toEqual([])
        })
        expect(await read('b')).toEqual({ pk, sk: 'b', version: 2, body: { sk: 'b' } })
      })

      it('takes prefixes and ranges of the index key', async () => {
        await store.transact([
          listed('z', { due: '2020-02-10' }),
          listed('y', { due: '2020-02-11' }),
          listed('x', { due: '2020-02-12' }),
          listed('w', { due: '2020-03-01' }),
        ])
        await eventually(async () => {
          expect(sks((await readIndex('due', { sk: { prefix: '2020-02' } })).items)).toEqual(['z', 'y', 'x'])
          expect(sks((await readIndex('due', { sk: { to: '2020-02-11' } })).items)).toEqual(['z', 'y'])
          const range = { from: '2020-02-11', to: '2020-02-12' }
          expect(sks((await readIndex('due', { sk: range })).items)).toEqual(['y', 'x'])
        })
      })

      it.each([false, true])(
        'is paged to the last item, also where keys are equal, descending %s',
        async (descending) => {
          await store.transact(
            Array.from({ length: 20 }, (_, n) => listed(`k${n}`, { list: `${Math.floor(n / 8)}` })),
          )
          const query: Query = { pk: `${pk}-list`, index: 'list', descending }
          await eventually(async () => {
            for (const limit of [1, 3, 20, 100]) {
              const items = await readAll({ ...query, limit })
              expect(new Set(sks(items)).size).toBe(20)
              expect(items).toHaveLength(20)
              const keys = items.map((item) => item.index?.list?.sk ?? '')
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
        await eventually(async () => expect((await readIndex('list')).items).toHaveLength(1))
        harness.clock.set(ONE_O_CLOCK)
        expect(await read('a')).toBeUndefined()
        expect(sks(await readAll({ pk }))).toEqual(['b'])
        expect((await readIndex('list')).items).toEqual([])
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
