import { type Community, digestTimes, staffFor } from '../../../core/community/community.ts'
import type { GridId, IsolationId } from '../../../core/ids.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import { type Instant, plus } from '../../../core/time/instant.ts'
import { addDays, instantAt, localDate } from '../../../core/time/time-zone.ts'
import { NOTE_KEPT } from '../../../record/note-repository.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import type { IsolationHistory } from '../history/isolation-histories.ts'
import type { Check, Violation } from './invariant.ts'
import type { MessageLog } from './message-log.ts'

const invariant = 'words left over reach a person'

/** Words that were kept by the ledger are on the person's record, for as long as notes are kept. */
export const wordsAreKept: Check = function* ({ history: { ledger, notes }, now }) {
  const kept = new Set(notes.map(({ inbound }) => inbound))
  for (const { entry, at, event } of ledger)
    if (event.type === 'words_kept' && now < plus(at, NOTE_KEPT) && !kept.has(event.inbound))
      yield { invariant, what: `the words of entry ${entry} are not on the record` }
}

interface Kept {
  readonly isolation: IsolationId
  readonly inbound: string
  readonly at: Instant
  /** When their words were handed to the worker of another grid, after the digest was due. */
  readonly handedOnAt: Instant | undefined
}

interface WorkerNotes {
  readonly community: Community
  readonly phone: string
  readonly kept: Kept[]
}

/** The first digest of this community after an instant. What comes while one is sent is in the next. */
const digestAfter = (community: Community, at: Instant): Instant => {
  const { zone } = community
  const today = localDate(at, zone)
  const [first] = [today, addDays(today, 1)]
    .flatMap((date) => digestTimes(community).map((time) => instantAt(date, time, zone)))
    .filter((time) => time > at)
    .toSorted()
  if (first === undefined) throw new RangeError(`${community.id} has no digest`)
  return first
}

/** The grid of somebody at an instant: the address may have been corrected. */
const gridAt = (ledger: readonly LedgerEntry[], until: Instant): GridId | undefined =>
  ledger.reduce<GridId | undefined>((grid, { at, event, grid: of }) => {
    if (at >= until) return grid
    return event.type === 'corrected' ? (event.home?.grid ?? of) : of
  }, undefined)

const movedAfter = (ledger: readonly LedgerEntry[], from: Instant): Instant | undefined =>
  ledger.find(({ at, event }) => at >= from && event.type === 'corrected' && event.home !== undefined)?.at

/** How many notes a digest announces in its text. */
const countIn = ({ text }: InboxMessage): number =>
  Number(/\d+/.exec(text.replace(/^[^\d]*?:\s/, ''))?.[0] ?? 0)

/** The due time of a digest, from the end of its key. */
const dueOf = ({ sent }: InboxMessage): string => sent?.key.slice(-24) ?? ''

/** Collects the words that were kept for each worker, and looks for the digests that must announce them. */
export class Digests {
  readonly #workers = new Map<string, WorkerNotes>()

  add({ community, isolation, ledger }: IsolationHistory): void {
    for (const { at, event } of ledger)
      if (event.type === 'words_kept') {
        const due = digestAfter(community, at)
        const worker = this.#workerOf(community, gridAt(ledger, due) ?? isolation.grid)
        const handedOnAt = movedAfter(ledger, due)
        worker.kept.push({ isolation: isolation.id, inbound: event.inbound, at, handedOnAt })
      }
  }

  #workerOf(community: Community, grid: GridId): WorkerNotes {
    const { id, phone } = staffFor(community, 'grid_worker', grid)
    const known = this.#workers.get(id)
    if (known !== undefined) return known
    const worker: WorkerNotes = { community, phone, kept: [] }
    this.#workers.set(id, worker)
    return worker
  }

  /** Each half-day's words are announced in its digest. */
  *violations(texts: MessageLog, now: Instant, patience: number): Generator<Violation> {
    const digests = texts.all.filter(({ sent }) => sent?.template === 'digest')
    for (const { community, phone, kept } of this.#workers.values()) {
      const sent = digests.filter((message) => message.phone === phone)
      const byDue = Map.groupBy(kept, ({ at }) => digestAfter(community, at))
      for (const [due, all] of byDue) {
        const until = plus(due, patience)
        if (now <= until) continue
        const digest = sent.find((one) => dueOf(one) >= due && one.at >= due && one.at <= until)
        const told = digest?.at ?? until
        const notes = all.filter(({ handedOnAt }) => handedOnAt === undefined || handedOnAt > told)
        if (digest === undefined)
          for (const { isolation, inbound, at } of notes)
            yield { invariant, isolation, what: `no digest after ${due} tells of ${inbound} of ${at}` }
        else if (countIn(digest) < notes.length)
          yield {
            invariant,
            what: `the digest of ${due} tells of ${countIn(digest)}, and ${notes.length} were kept`,
          }
      }
    }
  }
}
