import type { CommunityId } from '../core/ids.ts'
import type { Item, Key, NewItem, Store, Write } from '../core/ports/store.ts'
import { StrangerAlert } from '../core/stranger/stranger-alert.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { alertKey, alertsList } from './keys.ts'
import { itemsAt, listed } from './paginate-query.ts'
import { isUnreadable, openShape } from './shape.ts'

const storedAlert = openShape('stranger alert', StrangerAlert)

/** As long as the messages that it is about. */
const KEPT = 60 * DAY

export interface LoadedAlert {
  readonly alert: StrangerAlert
  readonly version: number
}

const item = (alert: StrangerAlert): NewItem => ({
  ...alertKey(alert.id),
  body: storedAlert.body(alert),
  expiresAt: plus(alert.openedAt, KEPT),
  index: {
    list: {
      pk: alertsList(alert.community),
      sk: `${alert.answered === undefined ? 'open' : 'answered'}#${alert.dueAt}#${alert.id}`,
    },
  },
})

export const alertWrite = (alert: StrangerAlert, known?: LoadedAlert): Write => ({
  put: item(alert),
  expect: known === undefined ? 'absent' : { version: known.version },
})

const loaded = (found: Item): LoadedAlert => ({
  alert: storedAlert.read(found),
  version: found.version,
})

export const findAlert = async (store: Store, id: string): Promise<LoadedAlert | undefined> => {
  const found = await store.get(alertKey(id))
  return found === undefined ? undefined : loaded(found)
}

export interface OpenAlerts {
  /** The next to be told first. */
  readonly alerts: readonly LoadedAlert[]
  /** One that this release cannot read does not hold up the others. */
  readonly unreadable: readonly { readonly key: Key; readonly error: unknown }[]
}

/** Alerts that nobody has answered. `until`: only those to be told by then. */
export const openAlerts = async (
  store: Store,
  community: CommunityId,
  until?: Instant,
): Promise<OpenAlerts> => {
  const sk = { from: 'open#', to: until === undefined ? 'open$' : `open#${until}$` }
  const alerts: LoadedAlert[] = []
  const unreadable: { readonly key: Key; readonly error: unknown }[] = []
  for await (const item of itemsAt(store, listed(store, { pk: alertsList(community), index: 'list', sk })))
    try {
      const found = loaded(item)
      // The list lags behind: the item itself counts.
      if (found.alert.answered === undefined) alerts.push(found)
    } catch (error) {
      if (!isUnreadable(error)) throw error
      unreadable.push({ key: { pk: item.pk, sk: item.sk }, error })
    }
  return { alerts, unreadable }
}
