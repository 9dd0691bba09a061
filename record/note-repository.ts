import * as z from 'zod/mini'
import type { CommunityId, GridId } from '../core/ids.ts'
import { IsolationId } from '../core/ids.ts'
import type { Isolation } from '../core/isolation/isolation.ts'
import type { IndexedItem, Item, Store, Write } from '../core/ports/store.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { noteKey, notesList } from './keys.ts'
import { itemsUnder, listed } from './paginate-query.ts'
import { ifReadable, readable } from './readable.ts'
import { openShape } from './shape.ts'
import { shownWhole } from './shown.ts'

/** Words of a message that wait for a person; holds only the message's id. */
const Note = z.strictObject({ isolation: IsolationId, inbound: z.string(), at: InstantSchema })
export type Note = z.infer<typeof Note>

const storedNote = openShape('note', Note)
export const readNote = storedNote.read

/** As long as the message itself. */
export const NOTE_KEPT = 60 * DAY

export const noteWrite = (
  { id, community, grid }: Pick<Isolation, 'id' | 'community' | 'grid'>,
  inbound: string,
  at: Instant,
): Write => ({
  put: {
    ...noteKey(id, inbound),
    body: storedNote.body({ isolation: id, inbound, at }),
    expiresAt: plus(at, NOTE_KEPT),
    index: { list: { pk: notesList(community, grid), sk: `${at}#${id}#${inbound}`, summary: 'body' } },
  },
  expect: 'absent',
})

/** The key in the list says it all: of a note that cannot be read nothing is lost. */
const noteInKey = ({ index }: IndexedItem): Note => {
  const [at, isolation, ...inbound] = index.sk.split('#')
  return Note.parse({ at, isolation, inbound: inbound.join('#') })
}

/** The notes of a grid from one instant to another, oldest first. */
export const notesBetween = async (
  store: Store,
  community: CommunityId,
  grid: GridId,
  from: Instant,
  until: Instant,
): Promise<Note[]> => {
  const notes: Note[] = []
  const range = { pk: notesList(community, grid), index: 'list', sk: { from, to: until } } as const
  for await (const item of listed(store, range))
    notes.push(ifReadable(() => readNote(shownWhole(item))) ?? noteInKey(item))
  return notes
}

/** The worker of a new grid gets what was written within this time before. */
const HANDED_ON = 2 * DAY
/** The newest. */
const MOST_HANDED_ON = 20

/**
 * The writes that hand the newest notes of a returnee to another grid: its next digest includes them, whether the
 * former grid's has or not.
 */
export const notesHandedOn = async (
  store: Store,
  { id, community }: Pick<Isolation, 'id' | 'community'>,
  grid: GridId,
  now: Instant,
): Promise<Write[]> => {
  const { pk } = noteKey(id, '')
  const items: Item[] = []
  for await (const item of itemsUnder(store, { pk, sk: { prefix: 'NOTE#' } })) items.push(item)
  return readable(items, (item) => ({ item, note: readNote(item) }))
    .read.filter(({ note }) => plus(note.at, HANDED_ON) > now)
    .toSorted((a, b) => (a.note.at < b.note.at ? 1 : -1))
    .slice(0, MOST_HANDED_ON)
    .map(({ item, note: { inbound, at } }) => ({
      put: {
        pk: item.pk,
        sk: item.sk,
        body: item.body,
        expiresAt: plus(at, NOTE_KEPT),
        index: { list: { pk: notesList(community, grid), sk: `${now}#${id}#${inbound}`, summary: 'body' } },
      },
      expect: { version: item.version },
    }))
}
