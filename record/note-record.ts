import * as z from 'zod/mini'
import type { CommunityId, GridId } from '../core/domain/ids.ts'
import { IsolationId } from '../core/domain/ids.ts'
import { InstantSchema } from '../core/domain/instant-schema.ts'
import type { Isolation } from '../core/domain/isolation.ts'
import { DAY, type Instant, plus } from '../core/instant.ts'
import type { Item, Store, Write } from '../core/ports/store.ts'
import { noteKey, notesList } from './keys.ts'
import { listed } from './listed.ts'
import { readBody } from './read-body.ts'
import { toBody } from './to-body.ts'

/** Words of a text that wait for a person to read them: here only by its id. */
const Note = z.strictObject({ isolation: IsolationId, inbound: z.string(), at: InstantSchema })
export type Note = z.infer<typeof Note>

/** As long as the text itself. */
export const NOTE_KEPT = 60 * DAY

export const noteWrite = (
  { id, community, grid }: Pick<Isolation, 'id' | 'community' | 'grid'>,
  inbound: string,
  at: Instant,
): Write => ({
  put: {
    ...noteKey(id, inbound),
    body: toBody({ isolation: id, inbound, at }),
    expiresAt: plus(at, NOTE_KEPT),
    index: { list: { pk: notesList(community, grid), sk: `${at}#${id}#${inbound}` } },
  },
  expect: 'absent',
})

export const readNote = (item: Item): Note => readBody(Note, item)

/** The notes of a grid from one instant up to another, oldest first. */
export const notesBetween = async (
  store: Store,
  community: CommunityId,
  grid: GridId,
  from: Instant,
  until: Instant,
): Promise<Note[]> => {
  const notes: Note[] = []
  const range = { pk: notesList(community, grid), index: 'list', sk: { from, to: until } } as const
  for await (const item of listed(store, range)) notes.push(readNote(item))
  return notes
}
