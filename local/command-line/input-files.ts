import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { Community } from '../../core/community/community.ts'
import type { Registration } from '../../core/person/registration.ts'
import { RuleBook } from '../../core/rule-book/rule-book.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { type Roster, readRoster } from '../../usecases/import-roster/read-roster.ts'
import { readRow } from '../../usecases/import-roster/read-row.ts'
import { RosterUnreadable } from '../../usecases/import-roster/roster-unreadable.ts'
import { BadInput, fileFault } from './input-error.ts'

const EXAMPLE_COMMUNITY = fileURLToPath(new URL('../../examples/community.json', import.meta.url))

const bytesOf = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new BadInput(`${path}: ${fileFault(error)}`)
  }
}

const jsonIn = <Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  what: string,
): z.output<Schema> => {
  let json: unknown
  try {
    json = JSON.parse(bytesOf(path).toString('utf8'))
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput(`${path}: this is no JSON: mend it, or name another file`)
  }
  const parsed = z.safeParse(schema, json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') || 'the whole'
  throw new BadInput(`${path}: this is no ${what}: at ${where}, ${issue?.message ?? 'it is not as expected'}`)
}

export const readCommunity = (path: string = EXAMPLE_COMMUNITY): Community =>
  jsonIn(path, Community, 'community')

export const readRuleBook = (path: string | undefined): RuleBook =>
  path === undefined ? defaultRuleBook : jsonIn(path, RuleBook, 'rule book')

export interface Rejected {
  readonly row: number
  readonly reasons: readonly string[]
}

export interface ReadRows {
  readonly roster: Roster
  readonly arrivals: readonly { readonly row: number; readonly registration: Registration }[]
  readonly rejected: readonly Rejected[]
}

/** @throws BadInput when nobody in the file can be registered. */
export const readArrivals = (path: string, { country, grids }: Community): ReadRows => {
  const roster = readTable(path)
  if (roster.missingColumns.length > 0)
    throw new BadInput(
      `${path}: the first row lacks ${roster.missingColumns.join(', ')}: add ${roster.missingColumns.length === 1 ? 'this column' : 'these columns'}`,
    )
  const arrivals: { row: number; registration: Registration }[] = []
  const rejected: Rejected[] = []
  for (const line of roster.rows) {
    const { row } = line
    if ('error' in line) {
      rejected.push({ row, reasons: [line.error] })
      continue
    }
    const reading = readRow(line.cells, country, undefined, grids)
    if (reading.ok) arrivals.push({ row, registration: reading.registration })
    else
      rejected.push({
        row,
        reasons: reading.problems.map(({ column, found, reason }) => `${column} (${found}): ${reason}`),
      })
  }
  if (arrivals.length > 0) return { roster, arrivals, rejected }
  const [first] = rejected
  throw new BadInput(
    first === undefined
      ? `${path}: the table has no rows: enter the returnees below the first row`
      : `${path}: none of its ${rejected.length} rows can be registered: mend them, the first is row ${first.row}, ${first.reasons.join('; ')}`,
  )
}

const readTable = (path: string): Roster => {
  const bytes = bytesOf(path)
  try {
    return readRoster(bytes)
  } catch (error) {
    if (error instanceof RosterUnreadable) throw new BadInput(`${path}: ${error.message}`)
    throw error
  }
}
