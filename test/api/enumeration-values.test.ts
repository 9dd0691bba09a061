import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { Operation } from '../../core/access/policy.ts'
import { LedgerEntry } from '../../core/isolation/events.ts'
import { Isolation } from '../../core/isolation/isolation.ts'
import { Matter } from '../../core/matter/matter.ts'
import { Inbound, Message } from '../../core/message/message.ts'
import { RuleBook } from '../../core/rule-book/rule-book.ts'

/** Names that others gave, formats, and names of properties. Operations have the names of functions. */
const EXCEPTIONS = [
  /^zh-CN$/,
  /^(CSV|XLSX|UTF-8|UTF-16|GB18030)$/,
  // Of FHIR.
  /^(Patient|Observation|Task)$/,
  /^(RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED)$/,
  /^(documentNumber|livesAlone)$/,
]

const isOperation = (value: string): boolean => Operation.safeParse(value).success

const Enumerated = z.object({ enum: z.optional(z.array(z.unknown())), const: z.optional(z.unknown()) })

/** Every value of an `enum` or `const` of a JSON schema, at any depth. */
const valuesIn = (schema: unknown): unknown[] => {
  if (typeof schema !== 'object' || schema === null) return []
  const own = Enumerated.safeParse(schema).data
  return [...(own?.enum ?? []), own?.const, ...Object.values(schema).flatMap(valuesIn)]
}

const otherwiseWritten = (schema: unknown): string[] => {
  const values = valuesIn(schema).filter((value) => typeof value === 'string')
  expect(values.length).toBeGreaterThan(0)
  return [...new Set(values)].filter(
    (value) =>
      !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(value) &&
      !isOperation(value) &&
      !EXCEPTIONS.some((exception) => exception.test(value)),
  )
}

it('values of enumerations in the API are snake_case', () => {
  const document: unknown = JSON.parse(
    readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
  )
  expect(otherwiseWritten(document)).toEqual([])
})

it.each(Object.entries({ LedgerEntry, Isolation, Matter, Message, Inbound, RuleBook }))(
  'values of enumerations in the record are snake_case: %s',
  (_, schema) => {
    expect(otherwiseWritten(z.toJSONSchema(schema, { unrepresentable: 'any' }))).toEqual([])
  },
)
