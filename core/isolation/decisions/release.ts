import { settleOthers } from '../../escalation/settle-matter.ts'
import type { Matter } from '../../matter/matter.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import { localDate, localTime } from '../../time/time-zone.ts'
import type { Loaded, OpensNothing } from '../decision.ts'
import { planNext } from '../plan.ts'

/** The approved release is due, in this generation. */
export const isReleaseDue = ({ isolation, book, now }: Loaded, generation: number): boolean => {
  const next = planNext(isolation, book, now)
  return isolation.generation === generation && next.do === 'release' && next.at <= now
}

/** Releases an approved returnee and issues the notice. `open`: the open matters, which end with it. */
export const release = (loaded: Loaded, open: readonly Matter[]): OpensNothing | undefined => {
  const { isolation, now } = loaded
  const { id, status, zone } = isolation
  if (status.name !== 'approved') return undefined
  const date = localDate(now, zone)
  const notice = `${date.replaceAll('-', '')}-${id.slice(-6)}`
  const others = settleOthers(loaded, open, 'workflow')
  return {
    ...others,
    by: 'workflow',
    events: [...others.events, { type: 'released', approvedBy: status.by, notice }],
    plan: 'again',
    messages: [
      ...others.messages,
      messageToResident('released', now, 'released', { date, time: localTime(now, zone), number: notice }),
    ],
  }
}
