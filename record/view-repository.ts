import type { View } from '../core/access/view.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed } from '../core/ports/store.ts'
import { localDate } from '../core/time/time-zone.ts'
import { viewKey, viewsList } from './keys.ts'
import { toBody } from './to-body.ts'

/**
 * Records that somebody is about to see people: call it before they are shown. The same view within an hour is one
 * entry, so that a page that reloads does not fill the ledger. A view of one person stands with the isolation.
 * `zone`: of the community, whose day counts.
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
  }
  try {
    await store.transact([{ put: { ...key, body: toBody(view), index: { list } }, expect: 'absent' }])
  } catch (error) {
    // The same view, by a request at the same moment.
    if (!(error instanceof ConditionFailed)) throw error
  }
}
