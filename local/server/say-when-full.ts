import type { Log } from '../../core/ports/log.ts'
import { type Store, StoreFull } from '../../core/ports/store.ts'

const EVERY_MS = 1_000

export const FULL_WORDS =
  'The disk is full: nothing can be recorded. Free some space; it goes on by itself. / 磁盘已满，无法记录：请清理空间，之后自动恢复。'
export const ROOM_WORDS = 'The disk has room again: it goes on. / 磁盘已有空间，已恢复。'

/** Says in the log and to whoever watches the terminal that the disk is full, once, and that it has room again. */
export const sayWhenFull = (
  { isFull }: Pick<Store, 'isFull'>,
  log: Log,
  tell: (words: string, isBad: boolean) => void,
): { readonly stop: () => void } => {
  let wasFull = false
  const look = () => {
    const full = isFull?.() ?? false
    if (full === wasFull) return
    wasFull = full
    if (full) log.error('record.full', {}, new StoreFull(FULL_WORDS))
    else log.info('record.has-room', {})
    tell(full ? FULL_WORDS : ROOM_WORDS, full)
  }
  const looking = setInterval(look, EVERY_MS)
  looking.unref()
  return { stop: () => clearInterval(looking) }
}
