import { raised } from '../../../escalation/raise-matter.ts'
import { settled } from '../../../escalation/settle-matter.ts'
import { worseOfBoth } from '../../../matter/worse-news.ts'
import { messageToResident } from '../../../texts/recorded-message.ts'
import { careMatter } from '../../isolation.ts'
import { judge } from '../../judge-report.ts'
import type { Draft } from './draft.ts'

/**
 * Somebody turns out to be frail while a mild finding is open: it becomes urgent, everybody who was told is told so,
 * and the returnee is referred. Removing a flag lowers nothing that is open: a doctor has it.
 */
export const judgeAgain = (draft: Draft): void => {
  const { isolation, book, now, community } = draft.loaded
  const known = careMatter(isolation)
  const matter = known === undefined ? undefined : draft.matter(known)
  if (known === undefined || matter === undefined) return
  const { severity, tenths, symptoms = [] } = matter
  if (severity !== 'orange') return
  const judged = judge(tenths, symptoms, book, {
    flags: isolation.flags,
    isCloseContact: isolation.closeContactOf !== undefined,
    now,
  })
  if (judged !== 'red') return
  const heard = {
    severity: 'red',
    ...(tenths === undefined ? {} : { tenths }),
    ...(symptoms.length === 0 ? {} : { symptoms }),
  } as const
  const inbound = `correction-${isolation.id}-${isolation.entries}`
  draft.add(raised(matter, worseOfBoth(matter, heard), heard, inbound, now))
  if (isolation.status.name === 'referred') return
  const { status } = isolation
  const proposal = status.name === 'under_review' ? draft.matter(status.matter) : undefined
  if (proposal !== undefined) draft.add(settled(proposal, 'overtaken', draft.by, now))
  draft.add({
    events: [{ type: 'referred', matter: known, severity: 'red' }],
    plan: 'again',
    effects: [{ effect: 'isolation_goes_on' }],
    messages:
      isolation.contact.by === 'sms'
        ? [
            messageToResident(`fever-${inbound}`, now, 'fever', {
              ...(tenths === undefined ? {} : { tenths }),
              clinic: community.hospital.name,
            }),
          ]
        : [],
  })
}
