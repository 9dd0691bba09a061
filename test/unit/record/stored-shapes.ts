import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import {
  eventTypes,
  householdEventTypes,
  storedEntry,
  storedHouseholdEntry,
} from '../../../record/ledger-shapes.ts'
import { type Shape, shapes } from '../../../record/shape.ts'

const root = resolve(import.meta.dirname, '../../..')

/** Loads the modules that define shapes. */
for (const folder of ['record', 'usecases'])
  for (const name of readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })) {
    const path = resolve(root, folder, name)
    if (path.endsWith('.ts') && /(open|closed)Shape\(/.test(readFileSync(path, 'utf8'))) await import(path)
  }

/** Every shape in which something is stored, under the name of its files. */
export const storedShapes: readonly (readonly [name: string, shape: Shape])[] = [
  ...shapes
    .filter(({ name }) => !/^(ledger entry|household entry|test) /.test(name))
    .map((shape) => [shape.name.replaceAll(' ', '-'), shape] as const),
  ...eventTypes.map((type) => [`ledger-entry/${type}`, storedEntry(type)] as const),
  ...householdEventTypes.map((type) => [`household-entry/${type}`, storedHouseholdEntry(type)] as const),
]

const Node = z.looseObject({
  type: z.optional(z.unknown()),
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
  items: z.optional(z.unknown()),
  additionalProperties: z.optional(z.unknown()),
  propertyNames: z.optional(z.unknown()),
  anyOf: z.optional(z.array(z.unknown())),
  oneOf: z.optional(z.array(z.unknown())),
})

/** Says nothing of what is stored: prose, and the limits of every number. */
const isNoLimit = (name: string, value: unknown): boolean =>
  ['$schema', '$defs', 'description'].includes(name) ||
  (typeof value === 'number' && Math.abs(value) === Number.MAX_SAFE_INTEGER)

/** `string`, or more of it: `string pattern:"^[A-Z]$"`. */
const leaf = ({ type, ...rest }: z.infer<typeof Node>): string =>
  [
    ...(type === undefined ? [] : [[type].flat().join(' or ')]),
    ...Object.entries(rest)
      .filter(([name, value]) => !isNoLimit(name, value))
      .map(([name, value]) => `${name}:${JSON.stringify(value)}`),
  ].join(' ') || 'checked by code'

const linesOf = (schema: unknown, path: string): string[] => {
  const node = Node.parse(schema)
  const {
    properties,
    required = [],
    items,
    additionalProperties,
    propertyNames,
    anyOf,
    oneOf,
    ...rest
  } = node
  const options = anyOf ?? oneOf
  if (options !== undefined) return options.flatMap((option, at) => linesOf(option, `${path}|${at + 1}`))
  if (properties !== undefined)
    return Object.entries(properties).flatMap(([name, part]) =>
      linesOf(part, `${path === '' ? '' : `${path}.`}${name}${required.includes(name) ? '' : '?'}`),
    )
  // A tuple allows nothing more: what it holds is a leaf.
  if (items !== undefined && items !== false) return [...linesOf(items, `${path}[]`), ...more(path, rest)]
  if (typeof additionalProperties === 'object')
    return [
      ...linesOf(additionalProperties, `${path}{}`),
      ...(propertyNames === undefined ? [] : linesOf(propertyNames, `${path}{} names`)),
    ]
  return [`${path}: ${leaf(rest)}`]
}

/** What limits the length of a list. */
const more = (path: string, { type: _, ...limits }: z.infer<typeof Node>): string[] =>
  Object.keys(limits).length === 0 ? [] : [`${path}: ${leaf(limits)}`]

/** The API names some schemas; here each is written out, whether the API has been loaded or not. */
const WITHOUT_NAMES = z.registry<Record<string, unknown>>()

/** What a schema takes, a line for each field: the same schema gives the same lines. */
export const fieldsOf = (schema: z.ZodMiniType): string[] =>
  linesOf(
    z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output', metadata: WITHOUT_NAMES }),
    '',
  ).toSorted()
