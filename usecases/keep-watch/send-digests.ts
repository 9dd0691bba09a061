import * as z from 'zod/mini'
import {
  type Community,
  digestTimes,
  type Grid,
  postsOf,
  quotesNotes,
  type Staff,
} from '../../core/community/community.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed, type Store } from '../../core/ports/store.ts'
import type { Templates } from '../../core/texts/templates.ts'
import { DAY, type Instant, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { addDays, instantAt, localDate } from '../../core/time/time-zone.ts'
import { findInbound } from '../../record/inbound-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { digestKey } from '../../record/keys.ts'
import { type Note, notesBetween } from '../../record/note-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { ifLoadable } from '../../record/readable.ts'
import { isUnreadable, openShape } from '../../record/shape.ts'
import { communitySms } from '../deliver/community-sms.ts'
import { sendNow } from '../deliver/guarded-messages.ts'

/** One worker's digest of one half-day. `notes`: what it included, so that the next one does not repeat it. */
const Digest = z.strictObject({
  state: z.enum(['sending', 'sent']),
  claimedAt: InstantSchema,
  notes: z.array(z.string()),
})
type Digest = z.infer<typeof Digest>

const storedDigest = openShape('digest', Digest)

/** Lists lag: the last notes of a half-day may come in the next digest. */
const LAG = 2 * MINUTE
/** A claim this old was left by a crash. */
const PATIENCE = 30 * MINUTE
/** A message has no room for more names. */
const QUOTED = 12

/** How many digests that were never sent are made up for. */
const LOOK_BACK = 4

/** The digest times that have passed, newest first, and the next one. */
const digestsAround = (
  community: Pick<Community, 'digestAt' | 'zone'>,
  now: Instant,
): { readonly past: readonly Instant[]; readonly next: Instant } => {
  const today = localDate(now, community.zone)
  const days = Array.from({ length: LOOK_BACK + 3 }, (_, day) => addDays(today, 1 - day))
  const all = days.flatMap((date) =>
    digestTimes(community).map((time) => instantAt(date, time, community.zone)),
  )
  const newestFirst = all.toSorted().toReversed()
  const past = newestFirst.filter((at) => at <= now).slice(0, LOOK_BACK + 1)
  return { past, next: all.filter((at) => at > now).toSorted()[0] ?? now }
}

interface Loaded {
  readonly digest: Digest
  readonly version: number
}

const loadDigest = async (
  { store }: Pick<Ports, 'store'>,
  community: Community,
  worker: Staff,
  at: Instant,
): Promise<Loaded | undefined> => {
  const item = await store.get(digestKey(community.id, worker.id, at))
  return item === undefined ? undefined : { digest: storedDigest.read(item), version: item.version }
}

type Quotes = Templates['digest']['quotes']

/** Under the name of the person it is about. Of somebody who has been erased, or who cannot be read, a note is only counted. */
const quoteOf = async (store: Store, community: Community, { isolation, inbound }: Note): Promise<Quotes> => {
  try {
    const text = await findInbound(store, inbound)
    const found = await findPerson(store, (await findIsolation(store, isolation)).person)
    if (text === undefined || found === undefined) return []
    const by = postsOf(community).find(({ staff }) => staff.id === text.staff)?.staff.name
    return [{ person: found.person.name, ...(by === undefined ? {} : { by }), words: text.text }]
  } catch (error) {
    if (isUnreadable(error)) return []
    throw error
  }
}

const quotesOf = async (
  { store }: Pick<Ports, 'store'>,
  community: Community,
  notes: readonly Note[],
): Promise<Quotes> => {
  const quotes = await Promise.all(notes.slice(0, QUOTED).map((note) => quoteOf(store, community, note)))
  return quotes.flat()
}

interface Due {
  readonly community: Community
  readonly worker: Staff
  readonly grids: readonly Grid[]
}

/** What no digest has included yet, since the last one that was sent. */
const untold = async (
  ports: Pick<Ports, 'store'>,
  { community, worker, grids }: Due,
  [until, ...earlier]: readonly Instant[],
): Promise<Note[]> => {
  if (until === undefined) return []
  let from = earlier.at(-1) ?? until
  let told = new Set<string>()
  for (const at of earlier) {
    // Of one that cannot be read nobody knows what it told: better twice than never.
    const loaded = await ifLoadable(() => loadDigest(ports, community, worker, at))
    if (loaded?.digest.state !== 'sent') continue
    from = at
    told = new Set(loaded.digest.notes)
    break
  }
  const found = await Promise.all(
    grids.map((grid) => notesBetween(ports.store, community.id, grid.id, plus(from, -LAG), until)),
  )
  return found.flat().filter(({ inbound }) => !told.has(inbound))
}

/** The newest digest of a worker that was not sent. undefined: it was, or nothing was written. */
const owed = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  due: Due,
): Promise<
  { readonly at: Instant; readonly known: Loaded | undefined; readonly notes: readonly Note[] } | undefined
> => {
  const { past } = digestsAround(due.community, ports.clock.now())
  const [at] = past
  if (at === undefined) return undefined
  const read = await ifLoadable(async () => ({
    known: await loadDigest(ports, due.community, due.worker, at),
  }))
  // One that cannot be read may have been sent: its notes come with the next one.
  if (read === undefined) return undefined
  const { known } = read
  if (known?.digest.state === 'sent') return undefined
  const notes = await untold(ports, due, past)
  return notes.length === 0 ? undefined : { at, known, notes }
}

const tell = async (
  ports: Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>,
  due: Due,
): Promise<void> => {
  const { community, worker } = due
  const { store } = ports
  const now = ports.clock.now()
  const found = await owed(ports, due)
  if (found === undefined) return
  const { at: last, known, notes } = found
  if (known !== undefined && plus(known.digest.claimedAt, PATIENCE) > now) return
  const digest = { ...known?.digest, claimedAt: now, notes: notes.map(({ inbound }) => inbound) }
  const put = (state: Digest['state']) => ({
    ...digestKey(community.id, worker.id, last),
    body: storedDigest.body({ ...digest, state }),
    expiresAt: plus(last, 5 * DAY),
  })
  const version = known?.version
  try {
    await store.transact([{ put: put('sending'), expect: version === undefined ? 'absent' : { version } }])
  } catch (error) {
    if (error instanceof ConditionFailed) return
    throw error
  }
  const language = worker.language ?? community.language
  const params: Templates['digest'] = {
    count: notes.length,
    ...(quotesNotes(community)
      ? { quotes: await quotesOf(ports, community, notes) }
      : { quotes: [], elsewhere: true }),
  }
  const sms = communitySms(community, { to: worker.phone, language }, 'digest', params)
  await sendNow(ports, { ...sms, key: `digest-${community.id}-${worker.id}-${last}` })
  await store.transact([{ put: put('sent'), expect: { version: (version ?? 0) + 1 } }])
}

const everyWorker = (community: Community): Due[] => {
  const workers = new Map(community.grids.map(({ worker }) => [worker.id, worker]))
  return [...workers.values()].map((worker) => ({
    community,
    worker,
    grids: community.grids.filter((grid) => grid.worker.id === worker.id),
  }))
}

/**
 * Sends each grid worker, once for each half-day, what residents have written besides their reports since the last
 * digest, if anything. One that fails is retried and does not hold up the others.
 */
export const sendDigests = async (
  ports: Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>,
  community: Community,
): Promise<void> => {
  for (const due of everyWorker(community)) {
    try {
      await tell(ports, due)
    } catch (error) {
      ports.log.error('digest.not-sent', { community: community.id, staff: due.worker.id }, error)
    }
  }
}

/** When to look at the digests again: at the time of the next one, or sooner while one has not been sent. */
export const nextDigest = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  community: Community,
): Promise<Instant> => {
  const now = ports.clock.now()
  const { past, next } = digestsAround(community, now)
  const [last] = past
  if (last === undefined) return next
  const waits = PATIENCE + MINUTE
  const tries = Math.floor((milliseconds(now) - milliseconds(last)) / waits) + 1
  const again = plus(last, tries * waits)
  if (next <= again) return next
  for (const due of everyWorker(community)) if ((await owed(ports, due)) !== undefined) return again
  return next
}
