import { type Community, emergencyNumber } from '../../core/community/community.ts'
import type { Danger } from '../../core/meaning.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { StrangerAlert } from '../../core/stranger/stranger-alert.ts'
import { communityIds, loadCommunity } from '../../record/community-repository.ts'
import { findInbound, type LoadedInbound, recordedInbound } from '../../record/inbound-repository.ts'
import { alertWrite, type LoadedAlert, openAlerts } from '../../record/stranger-alert-repository.ts'
import { replyToStranger } from './reply-to-stranger.ts'
import { tellAlert } from './tell-alerts.ts'

const CODES = 1000

const freeCode = (id: string, open: readonly LoadedAlert[]): string => {
  const taken = new Set(open.map(({ alert }) => alert.code))
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % CODES
  for (let step = 0; step < CODES; step += 1) {
    const code = `S${String((hash + step) % CODES).padStart(3, '0')}`
    if (!taken.has(code)) return code
  }
  return `S${String(hash).padStart(3, '0')}`
}

/** The open alert of the same phone. */
const ofThisPhone = async (
  { store }: Pick<Ports, 'store'>,
  open: readonly LoadedAlert[],
  from: string,
): Promise<LoadedAlert | undefined> => {
  const texts = await Promise.all(open.map(({ alert }) => findInbound(store, alert.id)))
  return open.find((_, index) => texts[index]?.from === from)
}

const record = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  community: Community,
  kept: LoadedInbound,
  danger: Danger,
): Promise<string> => {
  const { inbound } = kept
  const now = ports.clock.now()
  const { alerts: open } = await openAlerts(ports.store, community.id)
  const known = open.find(({ alert }) => alert.inbounds.includes(inbound.id))
  if (known !== undefined) return known.alert.id
  const before = await ofThisPhone(ports, open, inbound.from)
  const alert: StrangerAlert =
    before === undefined
      ? {
          id: inbound.id,
          community: community.id,
          code: freeCode(inbound.id, open),
          danger,
          inbounds: [inbound.id],
          openedAt: now,
          round: 0,
          dueAt: now,
        }
      : { ...before.alert, danger, inbounds: [...before.alert.inbounds, inbound.id].slice(-20), dueAt: now }
  await ports.store.transact([alertWrite(alert, before), recordedInbound(kept, { meaning: 'from_stranger' })])
  return alert.id
}

/**
 * An unknown phone writes of danger: the community's duty phone is told at once, with the number to call and the words,
 * and again with the street office every ten minutes until somebody answers. Nobody can say which community a stranger
 * belongs to: the first one is told. Safe to repeat.
 * @throws whatever keeps the duty phone from being told, so that the message comes again
 */
export const strangerInDanger = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'clock' | 'log' | 'settings'>,
  kept: LoadedInbound,
  danger: Danger,
): Promise<void> => {
  const { inbound } = kept
  const [first] = await communityIds(ports.store)
  if (first === undefined) return
  const community = await loadCommunity(ports.store, first)
  const isNew = inbound.state !== 'recorded'
  const id = isNew ? await record(ports, community, kept, danger) : inbound.id
  await tellAlert(ports, community, id)
  ports.log.info('sms.stranger-in-danger', { inbound: inbound.id })
  if (!isNew) return
  const params = { danger, number: emergencyNumber(community, danger) }
  await replyToStranger(ports, inbound, 'danger', { template: 'danger', params })
}
