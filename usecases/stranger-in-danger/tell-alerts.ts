import { type Community, dutyPhone, type Language, quotesNotes } from '../../core/community/community.ts'
import { MessageRefused } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import type { Templates } from '../../core/texts/templates.ts'
import { type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import { findInbound, wordsOf } from '../../record/inbound-repository.ts'
import {
  alertWrite,
  findAlert,
  type LoadedAlert,
  openAlerts,
} from '../../record/stranger-alert-repository.ts'
import { communitySms } from '../deliver/community-sms.ts'
import { sendNow } from '../deliver/guarded-messages.ts'

/** How long until the duty phone is told again, with the street office. */
const ALERT_AGAIN = 10 * MINUTE

interface Receiver {
  readonly who: 'duty' | 'office'
  readonly phone: string
  readonly language: Language
}

const receiversIn = (community: Community): { readonly duty: Receiver; readonly office: Receiver } => {
  const { administrator, streetOffice } = community
  const phone = dutyPhone(community)
  const own = phone === administrator.phone ? administrator.language : undefined
  return {
    duty: { who: 'duty', phone, language: own ?? community.language },
    office: {
      who: 'office',
      phone: streetOffice.phone,
      language: streetOffice.language ?? community.language,
    },
  }
}

/** Sends it before recording it as told: after a crash it is told twice rather than never. */
const tell = async (
  ports: Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>,
  community: Community,
  known: LoadedAlert,
  now: Instant,
): Promise<void> => {
  const { alert } = known
  const first = await findInbound(ports.store, alert.id)
  const words = await wordsOf(ports.store, alert.inbounds.toReversed())
  const params: Templates['stranger_in_danger'] = {
    code: alert.code,
    number: first?.from ?? '',
    danger: alert.danger,
    ...(quotesNotes(community) ? { words: words.join(' / ') } : { elsewhere: true }),
  }
  const tellOne = async ({ who, phone, language }: Receiver): Promise<boolean> => {
    try {
      const sms = communitySms(community, { to: phone, language }, 'stranger_in_danger', params)
      await sendNow(ports, { ...sms, key: `alert-${alert.id}-${alert.round}-${who}` })
      return true
    } catch (error) {
      if (!(error instanceof MessageRefused)) throw error
      ports.log.error('alert.refused', { inbound: alert.id })
      return false
    }
  }
  const { duty, office } = receiversIn(community)
  const isHeard = await tellOne(duty)
  if (alert.round > 0 || !isHeard) await tellOne(office)
  try {
    const told = { ...alert, round: alert.round + 1, dueAt: plus(now, ALERT_AGAIN) }
    await ports.store.transact([alertWrite(told, known)])
  } catch (error) {
    // Somebody has answered, written again or told it meanwhile.
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** Tells one alert, if it is due. */
export const tellAlert = async (
  ports: Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>,
  community: Community,
  id: string,
): Promise<void> => {
  const now = ports.clock.now()
  const known = await findAlert(ports.store, id)
  if (known === undefined || known.alert.answered !== undefined || known.alert.dueAt > now) return
  await tell(ports, community, known, now)
}

/** Tells every alert of a community that nobody has answered in time; one that fails does not hold up the others. */
export const tellAlerts = async (
  ports: Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>,
  community: Community,
): Promise<void> => {
  const { alerts, unreadable } = await openAlerts(ports.store, community.id, ports.clock.now())
  for (const { key, error } of unreadable) ports.log.error('alert.unreadable', { key: key.pk }, error)
  for (const { alert } of alerts) {
    try {
      await tellAlert(ports, community, alert.id)
    } catch (error) {
      ports.log.error('alert.not-told', { inbound: alert.id }, error)
    }
  }
}
