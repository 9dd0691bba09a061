import * as z from 'zod/mini'
import { freeze } from '../core/freeze.ts'
import type { JsonObject } from '../core/json.ts'
import { NewerShape } from '../core/newer-shape.ts'
import type { Key } from '../core/ports/store.ts'
import { toBody } from '../core/to-body.ts'
import {
  keepFields,
  onlyUnknown,
  type UnknownFields,
  unknownFieldsOf,
  withoutFields,
} from './unknown-fields.ts'

/** An item does not have the shape that its version promises. */
export class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem'
}

/** This release cannot read it, whether a newer one can or nobody. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof NewerShape || error instanceof UnreadableItem

type Change = (body: JsonObject) => JsonObject

/** How a shape has changed since its first version. */
export interface Changes {
  /** Each makes a body of the next version: the first makes version 2 of version 1. */
  readonly upcasters?: readonly Change[]
  /**
   * For the release that can only read the newest version: what it still writes, made from a body of the newest.
   * The next release leaves it out. CONTRIBUTING.md has the recipe.
   */
  readonly stillWrites?: { readonly version: number; readonly from: Change }
}

/** As much of an item as is needed to read it. */
export type StoredItem = Key & { readonly body: JsonObject }

/** How one kind of item is stored: what it holds, and in which version. */
export interface Shape<Schema extends z.ZodMiniType = z.ZodMiniType> {
  readonly name: string
  readonly schema: Schema
  /** The newest version that is read. */
  readonly newest: number
  /**
   * What the item holds, frozen; a body that was read before is not parsed again.
   * @throws NewerShape, UnreadableItem
   */
  read(item: StoredItem): z.output<Schema>
  /** What is stored: of the version that this release writes, or of the newer one in which the value was read. */
  body(value: z.output<Schema> & object): JsonObject
}

const Version = z.int().check(z.minimum(1))

const newestIn = ({ upcasters = [] }: Changes): number => upcasters.length + 1

const withUnknown = (value: object): JsonObject => toBody(value, unknownFieldsOf)

/**
 * Only the version that was kept with the whole. A part may come from an open shape, such as a community, with fields
 * that would make this one unreadable for every release.
 */
const withVersion = (value: object): JsonObject => {
  const { v } = toBody(unknownFieldsOf(value))
  return { ...toBody(value), ...(v === undefined ? {} : { v }) }
}

const writer = (changes: Changes, bodyOf: (value: object) => JsonObject): ((value: object) => JsonObject) => {
  const { stillWrites } = changes
  const written = stillWrites?.version ?? newestIn(changes)
  return (value) => {
    const body = bodyOf(value)
    if (body['v'] !== undefined) return body
    return { v: written, ...(stillWrites === undefined ? body : stillWrites.from(body)) }
  }
}

/** What is stored of a value whose closed shape has changed like this. */
export const closedBody = (changes: Changes): ((value: object) => JsonObject) => writer(changes, withVersion)

/** Every shape of the modules that are loaded. */
export const shapes: Shape[] = []

const makeShape = <Schema extends z.ZodMiniType>(
  isOpen: boolean,
  name: string,
  schema: Schema,
  changes: Changes,
): Shape<Schema> => {
  const { upcasters = [], stillWrites } = changes
  const newest = newestIn(changes)
  const written = stillWrites?.version ?? newest
  const unreadable = ({ pk, sk }: Key, where: string): UnreadableItem =>
    new UnreadableItem(`${pk} ${sk} cannot be read as ${name}: look at ${where}`)
  const newer = ({ pk, sk }: Key, version: number): NewerShape =>
    new NewerShape(
      `${pk} ${sk} is ${name} of version ${version}, this release reads up to ${newest}: a newer release reads it`,
    )

  const parse = (item: StoredItem): z.output<Schema> => {
    const { v: stored, ...fields } = item.body
    const version = Version.safeParse(stored)
    if (!version.success) throw unreadable(item, 'v')
    const v = version.data
    if (v > newest && !isOpen) throw newer(item, v)
    const body = upcasters.slice(v - 1).reduce((older, upcast) => upcast(older), fields)
    const unknown: UnknownFields[] = []
    for (;;) {
      const parsed = z.safeParse(schema, withoutFields(body, unknown))
      if (parsed.success) {
        const kept = { ...body, v: Math.max(v, newest) }
        const all = v > written ? [...unknown, { path: [], keys: ['v'] }] : unknown
        if (!keepFields(parsed.data, kept, all)) throw unreadable(item, 'its unknown fields')
        return parsed.data
      }
      const found = isOpen ? onlyUnknown(parsed.error.issues) : undefined
      if (found === undefined) {
        if (v > newest) throw newer(item, v)
        throw unreadable(
          item,
          parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', '),
        )
      }
      unknown.push(...found)
    }
  }

  const known = new WeakMap<object, { readonly data: z.output<Schema> }>()
  const shape: Shape<Schema> = {
    name,
    schema,
    newest,
    read: (item) => {
      const before = known.get(item.body)
      if (before !== undefined) return before.data
      const data = freeze(parse(item))
      known.set(item.body, { data })
      return data
    },
    body: isOpen ? writer(changes, withUnknown) : closedBody(changes),
  }
  shapes.push(shape)
  return shape
}

/**
 * What several releases may change side by side: fields that this release does not know are kept, at any depth, when an
 * item is read, changed and written. A newer version is read as far as it can be.
 */
export const openShape = <Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
  changes: Changes = {},
): Shape<Schema> => makeShape(true, name, schema, changes)

/** Events, and what is folded from them: a newer version is never read, for it may mean something else. */
export const closedShape = <Schema extends z.ZodMiniType>(
  name: string,
  schema: Schema,
  changes: Changes = {},
): Shape<Schema> => makeShape(false, name, schema, changes)
