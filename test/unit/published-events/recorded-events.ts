import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { publishedSchemas } from '../../../api/asyncapi.ts'
import { fieldsOf } from '../record/stored-shapes.ts'

const Fields = z.array(z.string())
const Recorded = z.record(z.string(), Fields)

const file = new URL('./published-events.json', import.meta.url)

/** Every field that an event of this version has ever had, a line each, by type and version: `slot.missed 1`. */
export const recorded: Readonly<Record<string, readonly string[]>> = existsSync(file)
  ? Recorded.parse(JSON.parse(readFileSync(file, 'utf8')))
  : {}

const VERSION = /^version: number const:(\d+)$/

/** The fields of each event as it is published now. */
export const published = new Map(
  publishedSchemas.map(([type, schema]) => {
    const fields = fieldsOf(schema)
    const version = fields.map((line) => VERSION.exec(line)?.[1]).find((found) => found !== undefined)
    return [`${type} ${version}`, fields] as const
  }),
)

const CHOICE = /^(.*) enum:(\[.*\])$/

/** The line says the same, or the same field with more choices. */
const says = (now: string, then: string): boolean => {
  if (now === then) return true
  const [a, b] = [CHOICE.exec(now), CHOICE.exec(then)]
  if (a === null || b === null || a[1] !== b[1]) return false
  const choices = new Set(Fields.parse(JSON.parse(a[2] ?? '')))
  return Fields.parse(JSON.parse(b[2] ?? '')).every((choice) => choices.has(choice))
}

/** What readers of this version rely on, and no longer get. */
export const broken = (name: string, now: readonly string[]): string[] =>
  (recorded[name] ?? []).filter((then) => !now.some((line) => says(line, then)))

const record = (): void => {
  const next = { ...recorded }
  for (const [name, fields] of published) if (broken(name, fields).length === 0) next[name] = fields
  writeFileSync(file, `${JSON.stringify(next, null, 2)}\n`)
}

if (import.meta.main) record()
