import type { Item } from '../../core/ports/store.ts'
import { readHousehold } from '../../record/household-repository.ts'
import { tellHousehold } from '../tell-household/tell-household.ts'
import { type Looking, leftBehind, readOrReport } from './looking.ts'

/** A household of a confirmed case that has not been told because of a crash. */
export const sweepHousehold = async (looking: Looking, item: Item): Promise<void> => {
  const { ports, found } = looking
  const household = await readOrReport(looking, item, () => readHousehold(item))
  if (household === undefined) return
  const { id, confirmed } = household
  try {
    await tellHousehold(ports, id)
    found.mended += 1
  } catch (error) {
    ports.log.error('sweep.household-failed', { household: id }, error)
    if (confirmed === undefined) return
    leftBehind(found, {
      id,
      household: id,
      isolation: confirmed.isolation,
      why: 'message_not_sent',
      since: confirmed.at,
    })
  }
}
