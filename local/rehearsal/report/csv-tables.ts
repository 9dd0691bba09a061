import { stringify } from 'csv-stringify/sync'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import { segments } from '../../../core/texts/sms-segments.ts'
import type { Instant } from '../../../core/time/instant.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import { localTimeText } from './local-time-text.ts'
import { type MatterHistory, minutesBetween } from './matter-history.ts'

type Cell = string | number
type Row = readonly Cell[]

/** Rows of a file for a spreadsheet, and how they are ordered in it. */
export class Table {
  readonly #columns: readonly string[]
  readonly #rows: { readonly order: string; readonly row: Row }[] = []

  constructor(columns: readonly string[]) {
    this.#columns = columns
  }

  add(order: string, row: Row): void {
    this.#rows.push({ order, row })
  }

  /** CSV in UTF-8 with a byte order mark, which spreadsheet programs need. Formulas are escaped. */
  csv(): string {
    this.#rows.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    return stringify([this.#columns, ...this.#rows.map(({ row }) => row)], {
      bom: true,
      escape_formulas: true,
    })
  }
}

const numbered = (number: number): string => String(number).padStart(8, '0')

export const ledgerTable = (): Table =>
  new Table(
    'at,local_time,isolation,entry,by,type,slot,matter,details,awaiting,awaiting_until,grid,rule_book'.split(
      ',',
    ),
  )

export const addEntry = (table: Table, entry: LedgerEntry, zone: string): void => {
  const { at, isolation, by, event, awaiting, grid, ruleBook } = entry
  const { type, ...details } = event
  const { slot, matter, ...rest }: { readonly [name: string]: unknown } = details
  table.add(`${at} ${isolation} ${numbered(entry.entry)}`, [
    at,
    localTimeText(at, zone),
    isolation,
    entry.entry,
    by,
    type,
    typeof slot === 'string' ? slot : '',
    typeof matter === 'string' ? matter : '',
    Object.keys(rest).length === 0 ? '' : JSON.stringify(rest),
    awaiting === null ? 'nothing' : (awaiting?.for ?? ''),
    awaiting?.at ?? '',
    grid,
    ruleBook,
  ])
}

export const messagesTable = (): Table =>
  new Table('at,local_time,id,direction,phone,isolation,template,language,segments,text'.split(','))

export const addMessage = (
  table: Table,
  position: number,
  { id, at, direction, phone, text, sent }: InboxMessage,
  isolation: string | undefined,
  zone: string,
): void =>
  table.add(numbered(position), [
    at,
    localTimeText(at, zone),
    id,
    direction,
    phone,
    isolation ?? '',
    sent?.template ?? '',
    sent?.language ?? '',
    segments(text).segments,
    text,
  ])

export const mattersTable = (): Table =>
  new Table(
    'opened_at,local_time,matter,code,isolation,grid,kind,slot,told_at,highest_rung,first_answer,first_answer_by,minutes_to_answer,outcome,settled_by,settled_at,minutes_open'.split(
      ',',
    ),
  )

export const addMatter = (table: Table, history: MatterHistory, zone: string): void => {
  const { matter, toldAt, highestRung, answers, settled } = history
  const { openedAt, id, code, isolation, grid, kind, slot, state } = matter
  const [first] = answers
  const since = (at: Instant | undefined): Cell => (at === undefined ? '' : minutesBetween(openedAt, at))
  table.add(`${openedAt} ${id}`, [
    openedAt,
    localTimeText(openedAt, zone),
    id,
    code,
    isolation ?? '',
    grid,
    kind,
    slot ?? '',
    toldAt ?? '',
    highestRung ?? '',
    first?.answer ?? '',
    first?.by ?? '',
    since(first?.at),
    state.name === 'settled' ? state.outcome : 'open',
    settled?.by ?? '',
    settled?.at ?? '',
    since(settled?.at),
  ])
}
