import { raised } from '../../core/isolation/decisions/raise-matter.ts'
import { settled } from '../../core/isolation/decisions/settle-matter.ts'
import { careMatter } from '../../core/isolation/isolation.ts'
import { judge } from '../../core/isolation/judge-report.ts'
import { worseOfBoth } from '../../core/matter/worse-news.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import type { Draft } from './draft.ts'

/**
 * Somebody turns out to be frail while a mild finding is open: it becomes urgent, everybody who was told is told so,
 * and the returnee is referred. Removing a flag lowers nothing that is open: a doctor has it.
 */
export const judgeAgain = async (draft: Draft): Promise<void> => {
  const { isolation, book, now, community } = draft.loaded
  const known = careMatter(isolation)
  if (known === undefined) return
  const matter = await draft.matter(known)
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
  if (isolation.status.name === 'under_review')
    draft.add(settled(await draft.matter(isolation.status.matter), 'overtaken', draft.by, now))
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
