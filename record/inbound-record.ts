import { Inbound, type ReadWith } from '../core/domain/message.ts'
import { DAY, type Instant, plus } from '../core/instant.ts'
import { ConditionFailed, type Item, type Store, type Write } from '../core/ports/store.ts'
import { idOfSender, inboundKey, strangersList } from './keys.ts'
import { readBody } from './read-body.ts'
import { toBody } from './to-body.ts'

/** A text is kept a little longer than the longest isolation with its look-back: our decision. */
const KEPT = 60 * DAY

export interface LoadedInbound {
  readonly inbound: Inbound
  readonly version: number
}

const item = (inbound: Inbound) => ({
  ...inboundKey(inbound.id),
  body: toBody(inbound),
  expiresAt: plus(inbound.at, KEPT),
  ...(inbound.meaning === 'from a stranger'
    ? { index: { list: { pk: strangersList(), sk: `${inbound.at}#${inbound.id}` } } }
    : {}),
})

const loaded = (found: Item): LoadedInbound => ({ inbound: readBody(Inbound, found), version: found.version })

/** Keeps a text before anything is decided about it. The same id a second time brings back what is known. */
export const keepInbound = async (
  store: Store,
  text: { readonly id: string; readonly from: string; readonly text: string; readonly at: Instant },
): Promise<LoadedInbound> => {
  const key = inboundKey(text.id)
  // A gateway may begin to count anew: the same id from another phone is another text.
  const ofSender = (found: Item): LoadedInbound | Promise<LoadedInbound> => {
    const kept = loaded(found)
    return kept.inbound.from === text.from ? kept : keepInbound(store, { ...text, id: idOfSender(text) })
  }
  const known = await store.get(key)
  if (known !== undefined) return ofSender(known)
  const inbound: Inbound = { ...text, state: 'received' }
  try {
    await store.transact([{ put: item(inbound), expect: 'absent' }])
    return { inbound, version: 1 }
  } catch (error) {
    const other = error instanceof ConditionFailed ? await store.get(key) : undefined
    if (other === undefined) throw error
    return ofSender(other)
  }
}

/** Keeps what a text is read with, before its first effect. */
export const keepReadWith = async (
  store: Store,
  { inbound, version }: LoadedInbound,
  readWith: ReadWith,
): Promise<LoadedInbound> => {
  const read = { ...inbound, readWith }
  await store.transact([{ put: item(read), expect: { version } }])
  return { inbound: read, version: version + 1 }
}

/** undefined: it was no text, or is not kept any more. */
export const findInbound = async (store: Store, id: string): Promise<Inbound | undefined> => {
  const found = await store.get(inboundKey(id))
  return found === undefined ? undefined : readBody(Inbound, found)
}

/** What these texts say, as far as they are kept. */
export const wordsOf = async (store: Store, ids: readonly string[]): Promise<string[]> => {
  const texts = await Promise.all(ids.map((id) => findInbound(store, id)))
  return texts.flatMap((text) => (text === undefined ? [] : [text.text]))
}

/** Written together with what the text has led to. */
export const recordedInbound = (
  { inbound, version }: LoadedInbound,
  known: Partial<Pick<Inbound, 'isolation' | 'staff' | 'meaning'>>,
): Write => ({ put: item({ ...inbound, ...known, state: 'recorded' }), expect: { version } })
