import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import * as z from 'zod/mini'

const Names = z.record(z.string(), z.string())

/** What has another name now: new names first. */
export const Renames = z.strictObject({
  files: Names,
  columns: Names,
  templates: Names,
  values: Names,
})
export type Renames = z.infer<typeof Renames>

/** What people wrote, ids and names: no values of enumerations. */
const FREE = new Set(['text', 'origin', 'reasons', 'matter', 'by', 'first_answer_by', 'settled_by'])

const valueBefore = ({ templates, values }: Renames, name: string, value: string): string => {
  if (FREE.has(name)) return value
  return (name === 'template' ? templates : values)[value] ?? value
}

/** Names and values at any depth of what the column `details` holds. */
const jsonBefore = (renames: Renames, name: string, value: unknown): unknown => {
  if (typeof value === 'string') return valueBefore(renames, name, value)
  if (Array.isArray(value)) return value.map((one) => jsonBefore(renames, name, one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [renames.columns[key] ?? key, jsonBefore(renames, key, one)]),
  )
}

const cellBefore = (renames: Renames, name: string, cell: string): string =>
  name === 'details' && cell !== ''
    ? JSON.stringify(jsonBefore(renames, name, JSON.parse(cell)))
    : valueBefore(renames, name, cell)

/** Cell by cell, so that no word of a text is touched. */
const tableBefore = (renames: Renames, csv: string): string => {
  const [header = [], ...rows] = z.array(z.array(z.string())).parse(parse(csv, { bom: true }))
  const cells = rows.map((row) => row.map((cell, at) => cellBefore(renames, header[at] ?? '', cell)))
  return stringify([header.map((name) => renames.columns[name] ?? name), ...cells], {
    bom: true,
    escape_formulas: true,
  })
}

const NAME_WIDTH = 26

/** The numbers of these lines are estimated from the sizes of items, and items are stored otherwise now. */
const UNITS = /^ {2}(DynamoDB units|together) .*$/gm
const withoutNumbers = (line: string): string => line.replace(/\d+(\.\d+)?/g, 'n')

/** Only the ids of templates stand in the summary as they are; each has a column of its own. */
const summaryBefore = ({ templates }: Renames, text: string): string =>
  text
    .replace(UNITS, withoutNumbers)
    .replace(/^ {2}(\w+) *(?= \d+(?: {2}in \d+ segments)?$)/gm, (line, id: string) => {
      const before = templates[id]
      return before === undefined
        ? line
        : `  ${before.padEnd(NAME_WIDTH)}${' '.repeat(line.length - NAME_WIDTH - 2)}`
    })

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

/** A digest for each file of a rehearsal under its old name, and one for all pages together. */
export const digestsBefore = (
  files: ReadonlyMap<string, string>,
  renames: Renames,
): Readonly<Record<string, string>> => {
  const digests: Record<string, string> = {}
  const pages: string[] = []
  for (const [name, content] of files)
    if (name.startsWith('timelines/')) pages.push(`${name.slice('timelines/'.length)} ${sha256(content)}\n`)
    else if (name.endsWith('.csv'))
      digests[renames.files[name] ?? name] = sha256(tableBefore(renames, content))
    else digests[name] = sha256(summaryBefore(renames, content))
  return { ...digests, timelines: sha256(pages.join('')) }
}
