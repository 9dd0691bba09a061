import { Inbound, type ReadWith } from '../core/message/message.ts'
import { ConditionFailed, type Item, type NewItem, type Store, type Write } from '../core/ports/store.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { inboundKey, nextInboundId, strangersList } from './keys.ts'
import { openShape } from './shape.ts'

/** Somewhat longer than the longest isolation with its look-back: our decision. */
const KEPT = 60 * DAY

const storedInbound = openShape('received message', Inbound)
export const readInbound = storedInbound.read

export interface LoadedInbound {
  readonly inbound: Inbound
  readonly version: number
}

const item = (inbound: Inbound): NewItem => ({
  ...inboundKey(inbound.id),
  body: storedInbound.body(inbound),
  expiresAt: plus(inbound.at, KEPT),
  ...(inbound.meaning === 'from_stranger'
    ? { index: { list: { pk: strangersList(), sk: `${inbound.at}#${inbound.id}`, summary: 'body' } } }
    : {}),
})

const loaded = (found: Item): LoadedInbound => ({ inbound: readInbound(found), version: found.version })

interface Sent {
  readonly id: string
  readonly from: string
  readonly text: string
  /** The same at each delivery. */
  readonly at: Instant
}

/** A provider may publish the same message twice within a day. */
const isSame = ({ inbound }: LoadedInbound, { from, text, at }: Sent): boolean =>
  inbound.from === from && inbound.text === text && plus(inbound.at, DAY) > at && plus(at, DAY) > inbound.at

/**
 * Records a message before anything is decided about it. The same message under the same id returns what is recorded,
 * however late it comes again: it says when it was sent. The id alone is not enough: two gateways count separately, and
 * one may restart its count.
 */
export const keepInbound = async (store: Store, sent: Sent): Promise<LoadedInbound> => {
  const key = inboundKey(sent.id)
  const under = async (found: Item): Promise<LoadedInbound> => {
    const kept = loaded(found)
    return isSame(kept, sent) ? kept : keepInbound(store, { ...sent, id: nextInboundId(sent.id) })
  }
  const inbound: Inbound = { ...sent, state: 'received' }
  try {
    await store.transact([{ put: item(inbound), expect: 'absent' }])
    return { inbound, version: 1 }
  } catch (error) {
    const other = error instanceof ConditionFailed ? await store.get(key) : undefined
    if (other === undefined) throw error
    return under(other)
  }
}

/** Records the state with which a message is read, before its first effect. */
export const keepReadWith = async (
  store: Store,
  { inbound, version }: LoadedInbound,
  readWith: ReadWith,
): Promise<LoadedInbound> => {
  const read = { ...inbound, readWith }
  await store.transact([{ put: item(read), expect: { version } }])
  return { inbound: read, version: version + 1 }
}

/** undefined: there was no such message, or it is no longer kept. */
export const findInbound = async (store: Store, id: string): Promise<Inbound | undefined> => {
  const found = await store.get(inboundKey(id))
  return found === undefined ? undefined : readInbound(found)
}

/** The words of these messages, as far as they are kept. */
export const wordsOf = async (store: Store, ids: readonly string[]): Promise<string[]> => {
  const texts = await Promise.all(ids.map((id) => findInbound(store, id)))
  return texts.flatMap((text) => (text === undefined ? [] : [text.text]))
}

/** Written together with the effects of the message. */
export const recordedInbound = (
  { inbound, version }: LoadedInbound,
  known: Partial<Pick<Inbound, 'isolation' | 'staff' | 'meaning'>>,
): Write => ({ put: item({ ...inbound, ...known, state: 'recorded' }), expect: { version } })
