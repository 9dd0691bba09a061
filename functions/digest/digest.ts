import * as z from 'zod/mini'
import {
  type Community,
  digestTimes,
  type Grid,
  quotesNotes,
  type Staff,
} from '../../core/domain/community.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import { DAY, type Instant, MINUTE, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import type { Templates } from '../../core/texts/templates.ts'
import { addDays, instantAt, localDate } from '../../core/zone.ts'
import { wordsOf } from '../../record/inbound-record.ts'
import { findIsolation } from '../../record/isolation-record.ts'
import { digestKey } from '../../record/keys.ts'
import { type Note, notesBetween } from '../../record/note-record.ts'
import { findPerson } from '../../record/person-record.ts'
import { readBody } from '../../record/read-body.ts'
import { toBody } from '../../record/to-body.ts'
import { communitySms } from '../deliver/community-sms.ts'

/** One worker's digest of one half-day. `notes`: what it told of, so that the next one does not tell it again. */
const Digest = z.strictObject({
  state: z.enum(['sending', 'sent']),
  claimedAt: InstantSchema,
  notes: z.array(z.string()),
})
type Digest = z.infer<typeof Digest>

/** Lists lag: the last notes of a half-day may be told of in the next digest. */
const LAG = 2 * MINUTE
/** A claim that stands so long is one that a crash has left. */
const PATIENCE = 30 * MINUTE
/** So often somebody who need not look all the time looks at a digest: it may fail more than once. */
const TRIES = 6
/** More names than fit into a text need not be read. */
const QUOTED = 12

/** So many digests that were never sent are made good for. */
const LOOK_BACK = 4

/** The digest times that have come, the newest first; `next`: when to look again, at one that failed or at the next one. */
export const digestsAround = (
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
  const looks = newestFirst.flatMap((at) =>
    Array.from({ length: TRIES }, (_, tried) => plus(at, tried * (PATIENCE + MINUTE))),
  )
  return { past, next: looks.filter((at) => at > now).toSorted()[0] ?? now }
}

const loadDigest = async (
  { store }: Ports,
  community: Community,
  worker: Staff,
  at: Instant,
): Promise<(Digest & { readonly version: number }) | undefined> => {
  const item = await store.get(digestKey(community.id, worker.id, at))
  return item === undefined ? undefined : { ...readBody(Digest, item), version: item.version }
}

/** The worker's name for a note is the returnee's. Whoever has been erased has no words any more. */
const quotesOf = async ({ store }: Ports, notes: readonly Note[]): Promise<Templates['digest']['quotes']> => {
  const quotes = await Promise.all(
    notes.slice(0, QUOTED).map(async ({ isolation, inbound }) => {
      const [words] = await wordsOf(store, [inbound])
      const found = await findPerson(store, (await findIsolation(store, isolation)).person)
      return words === undefined || found === undefined ? [] : [{ person: found.person.name, words }]
    }),
  )
  return quotes.flat()
}

interface Due {
  readonly community: Community
  readonly worker: Staff
  readonly grids: readonly Grid[]
}

/** What was not told of yet, up to a digest: since the newest one before that was sent. */
const untold = async (
  ports: Ports,
  { community, worker, grids }: Due,
  [until, ...earlier]: readonly Instant[],
): Promise<Note[]> => {
  if (until === undefined) return []
  let from = earlier.at(-1) ?? until
  let told = new Set<string>()
  for (const at of earlier) {
    const digest = await loadDigest(ports, community, worker, at)
    if (digest?.state !== 'sent') continue
    from = at
    told = new Set(digest.notes)
    break
  }
  const found = await Promise.all(
    grids.map((grid) => notesBetween(ports.store, community.id, grid.id, plus(from, -LAG), until)),
  )
  return found.flat().filter(({ inbound }) => !told.has(inbound))
}

const tell = async (ports: Ports, due: Due): Promise<void> => {
  const { community, worker } = due
  const { store, messages } = ports
  const now = ports.clock.now()
  const { past } = digestsAround(community, now)
  const [last = now] = past
  const known = await loadDigest(ports, community, worker, last)
  if (known?.state === 'sent' || (known !== undefined && plus(known.claimedAt, PATIENCE) > now)) return
  const notes = await untold(ports, due, past)
  if (notes.length === 0) return
  const digest = { claimedAt: now, notes: notes.map(({ inbound }) => inbound) }
  const put = (state: Digest['state']) => ({
    ...digestKey(community.id, worker.id, last),
    body: toBody({ ...digest, state }),
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
    ...(quotesNotes(community) ? { quotes: await quotesOf(ports, notes) } : { quotes: [], elsewhere: true }),
  }
  const sms = communitySms(community, { to: worker.phone, language }, 'digest', params)
  await messages.send({ ...sms, key: `digest-${community.id}-${worker.id}-${last}` })
  await store.transact([{ put: put('sent'), expect: { version: (version ?? 0) + 1 } }])
}

/**
 * Tells each grid worker, once for each half-day, what the residents have written beside their reports since the last
 * digest. Nothing was written: nothing is sent. One that fails is tried again, and does not hold up the others.
 */
export const sendDigests = async (ports: Ports, community: Community): Promise<void> => {
  const workers = new Map(community.grids.map(({ worker }) => [worker.id, worker]))
  for (const worker of workers.values()) {
    try {
      const grids = community.grids.filter((grid) => grid.worker.id === worker.id)
      await tell(ports, { community, worker, grids })
    } catch (error) {
      ports.log.error('digest.not-sent', { community: community.id, staff: worker.id }, error)
    }
  }
}
