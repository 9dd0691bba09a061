import { View } from '../core/access/view.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed } from '../core/ports/store.ts'
import { localDate } from '../core/time/time-zone.ts'
import { viewKey, viewsList } from './keys.ts'
import { openShape } from './shape.ts'

const storedView = openShape('view', View)
export const readView = storedView.read

/**
 * Records that somebody is about to see people's data: call it before showing it. The same view within an hour is one
 * entry, so that reloading a page does not fill the ledger. A view of one person is stored with the isolation. `zone`:
 * the community's, for the day.
 */
export const recordView = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  zone: string,
  seen: Omit<View, 'at'>,
): Promise<void> => {
  const view = { ...seen, at: clock.now() }
  const key = viewKey(view)
  if ((await store.get(key)) !== undefined) return
  const list = {
    pk: viewsList(view.community, localDate(view.at, zone)),
    sk: `${view.at}#${key.sk}#${key.pk}`,
    summary: 'body' as const,
  }
  try {
    await store.transact([
      { put: { ...key, body: storedView.body(view), index: { list } }, expect: 'absent' },
    ])
  } catch (error) {
    // The same view, by another request at the same moment.
    if (!(error instanceof ConditionFailed)) throw error
  }
}
