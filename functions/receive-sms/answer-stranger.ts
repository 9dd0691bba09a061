import { DAY, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import { render } from '../../core/texts/render.ts'
import { listCommunities } from '../../record/community-record.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-record.ts'
import { strangerKey } from '../../record/keys.ts'
import { sendOnce } from './send-once.ts'

/** A number nobody knows hears once a day whom to ring; every text is kept for the community to look at. */
export const answerStranger = async (ports: Ports, kept: LoadedInbound): Promise<void> => {
  const { inbound } = kept
  if (inbound.state === 'recorded') return
  await ports.store.transact([recordedInbound(kept, { meaning: 'from a stranger' })])
  ports.log.info('sms.from-a-stranger', { inbound: inbound.id })
  const [community] = await listCommunities(ports.store)
  if (community === undefined) return
  try {
    const put = {
      ...strangerKey(inbound.from),
      body: { at: inbound.at },
      expiresAt: plus(ports.clock.now(), DAY),
    }
    await ports.store.transact([{ put, expect: 'absent' }])
  } catch (error) {
    if (error instanceof ConditionFailed) return
    throw error
  }
  const { language } = community
  const params = { phone: community.phone }
  await sendOnce(ports, inbound.id, {
    to: inbound.from,
    template: 'unknownNumber',
    params,
    language,
    text: render('unknownNumber', params, { language, signature: community.signature[language] }),
  })
}
