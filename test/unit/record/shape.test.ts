import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { JsonObject } from '../../../core/json.ts'
import { NewerShape } from '../../../core/newer-shape.ts'
import { closedShape, openShape, UnreadableItem } from '../../../record/shape.ts'
import { withUnknownOf } from '../../../record/unknown-fields.ts'

const item = (body: JsonObject) => ({ pk: 'A', sk: 'B', body })

describe('an item that cannot be read', () => {
  const shape = openShape(
    'test thing',
    z.strictObject({ name: z.string(), rungs: z.array(z.strictObject({ due: z.int() })) }),
  )
  const read = (body: JsonObject) => () => shape.read(item(body))

  it('is named with the place, and without its content', () => {
    const body = { v: 1, name: '王明', rungs: [{ due: 'secret' }] }
    expect(read(body)).toThrow(new UnreadableItem('A B cannot be read as test thing: look at rungs.0.due'))
    expect(read({ v: 1, name: '王明', rungs: [{ due: 'secret' }] })).not.toThrow(/secret|王明/)
  })

  it.each([{}, { v: 0 }, { v: '1' }, { v: null }])('has no version: %o', (version) => {
    expect(read({ ...version, name: '王明', rungs: [] })).toThrow(
      'A B cannot be read as test thing: look at v',
    )
  })
})

/** A shape that has changed twice: words were one text, then several, then several with a language. */
const Words = z.strictObject({ words: z.array(z.strictObject({ text: z.string(), language: z.string() })) })
const Lines = z.object({ lines: z.array(z.string()) })
const Line = z.object({ line: z.string() })
const upcasters = [
  (body: JsonObject): JsonObject => ({ lines: [Line.parse(body).line] }),
  (body: JsonObject): JsonObject => ({
    words: Lines.parse(body).lines.map((text) => ({ text, language: 'zh-CN' })),
  }),
]
const examples: readonly JsonObject[] = [
  { v: 1, line: '你好' },
  { v: 2, lines: ['你好', '再见'] },
  { v: 3, words: [{ text: 'hello', language: 'en' }] },
]

describe('a shape that has changed twice', () => {
  const shape = closedShape('test words', Words, { upcasters })

  it('reads each version through the upcasters that follow it', () => {
    expect(examples.map((body) => shape.read(item(body)).words)).toEqual([
      [{ text: '你好', language: 'zh-CN' }],
      [
        { text: '你好', language: 'zh-CN' },
        { text: '再见', language: 'zh-CN' },
      ],
      [{ text: 'hello', language: 'en' }],
    ])
  })

  it('writes the newest version, whatever was read', () => {
    for (const body of examples) expect(shape.body(shape.read(item(body)))).toHaveProperty('v', 3)
  })

  it('refuses a version that it does not know, so that the call is tried again on a newer release', () => {
    const newer = item({ v: 4, words: [] })
    expect(() => shape.read(newer)).toThrow(NewerShape)
    expect(() => shape.read(newer)).toThrow('A B is test words of version 4, this release reads up to 3')
  })
})

describe('a release that only reads the newest version', () => {
  const before = closedShape('test words', Words, { upcasters: upcasters.slice(0, 2) })
  const reader = closedShape('test words', Words, {
    upcasters,
    stillWrites: {
      version: 2,
      from: (newest) => ({ lines: Words.parse(newest).words.map(({ text }) => text) }),
    },
  })

  it('writes the version before, for the releases that read no newer one', () => {
    expect(reader.body({ words: [{ text: 'hello', language: 'en' }] })).toEqual({ v: 2, lines: ['hello'] })
    const [first, second] = examples
    expect(reader.body(reader.read(item(first ?? {})))).toEqual({ v: 2, lines: ['你好'] })
    expect(reader.body(reader.read(item(second ?? {})))).toEqual(second)
  })

  it('writes an item of the newest version back in that version, changed or not', () => {
    const newest = { v: 3, words: [{ text: 'hello', language: 'en' }] }
    const read = reader.read(item(newest))
    expect(reader.body(read)).toEqual(newest)
    const more = { ...read, words: [...read.words, { text: 'bye', language: 'en' }] }
    expect(reader.body(more)).toEqual({ ...newest, words: more.words })
    expect(before.read(item(reader.body(more)))).toEqual({ words: more.words })
  })
})

const Contact = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('sms'), phone: z.string() }),
  z.strictObject({ by: z.literal('worker') }),
])
const Deep = z.strictObject({
  name: z.string(),
  contact: Contact,
  said: z.nullable(z.union([z.string(), z.strictObject({ room: z.string() })])),
  list: z.array(z.strictObject({ id: z.string(), more: z.optional(z.strictObject({ n: z.int() })) })),
  named: z.record(z.string(), z.strictObject({ n: z.int() })),
})
const plain = {
  name: 'x',
  contact: { by: 'sms', phone: '1' },
  said: { room: '501' },
  list: [{ id: 'a', more: { n: 1 } }, { id: 'b' }],
  named: { one: { n: 1 } },
}
const deep = { v: 1, ...plain }

/** A field that no schema knows in each object of a body, with the place in its value. */
const withUnknown = (value: unknown, place = 'top'): unknown => {
  if (Array.isArray(value)) return value.map((one, at) => withUnknown(one, `${place}.${at}`))
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value).map(([name, part]) => [name, withUnknown(part, `${place}.${name}`)])
  // A record takes any name: there it would be an entry.
  const more = place === 'top.named' ? {} : { unheardOf: { of: place } }
  return { ...Object.fromEntries(parts), ...more }
}
const Body = z.record(z.string(), z.json())
const strange = (body: object): JsonObject => Body.parse(withUnknown(body))

describe('fields that a release does not know', () => {
  const shape = openShape('test deep thing', Deep)
  const body = strange(deep)

  it('are kept at every depth when an item is read, changed and written', () => {
    expect(shape.body(shape.read(item(body)))).toEqual(body)
    const read = shape.read(item(body))
    const changed = shape.body({
      ...read,
      name: 'y',
      list: read.list.map((one) => ({ ...one, id: `${one.id}${one.id}` })),
    })
    expect(JSON.stringify(changed).match(/unheardOf/g)).toHaveLength(7)
    expect(changed).toHaveProperty('name', 'y')
    expect(changed).toHaveProperty('list.0.unheardOf.of', 'top.list.0')
  })

  it('are kept with the newer version that has them', () => {
    expect(shape.body({ ...shape.read(item({ ...body, v: 5 })), name: 'y' })).toHaveProperty('v', 5)
  })

  it('are not to be seen by those who list, copy or show what was read', () => {
    const read = shape.read(item({ ...body, v: 5 }))
    expect(JSON.stringify(read)).not.toMatch(/unheardOf|"v"/)
    expect(Object.keys(read)).toEqual(Object.keys(Deep.shape))
    expect(Deep.safeParse(read).success).toBe(true)
  })

  it('stay with what is replaced as a whole: members of a list by their id', () => {
    const read = shape.read(item(body))
    const file = { ...Deep.parse(plain), list: [{ id: 'b' }, { id: 'c' }] }
    const written = shape.body(withUnknownOf(read, file))
    expect(written).toMatchObject({ unheardOf: { of: 'top' }, contact: { unheardOf: { of: 'top.contact' } } })
    expect(written['list']).toEqual([{ id: 'b', unheardOf: { of: 'top.list.1' } }, { id: 'c' }])
  })

  it('do not pass to something else that takes the place of what had them', () => {
    const before = { worker: shape.read(item(body)).list[0] }
    const written = shape.body({
      ...shape.read(item(deep)),
      ...withUnknownOf(before, { worker: { id: 'z' } }),
    })
    expect(written['worker']).toEqual({ id: 'z' })
  })

  it('do not hide what is wrong with the rest, nor what is too new to be read at all', () => {
    expect(() => shape.read(item({ ...body, name: 1 }))).toThrow(UnreadableItem)
    expect(() => shape.read(item({ ...body, v: 2, contact: { by: 'pigeon' } }))).toThrow(NewerShape)
  })

  it('do not come with a part into an event, or into what is folded: no release could read it', () => {
    const folded = closedShape('test folded thing', z.strictObject({ contact: Contact }))
    const { contact } = shape.read(item(body))
    expect(folded.body({ contact })).toEqual({ v: 1, contact: { by: 'sms', phone: '1' } })
  })

  it('make an event, or what is folded from events, unreadable', () => {
    expect(() => closedShape('test deep thing', Deep).read(item(body))).toThrow(UnreadableItem)
  })
})
