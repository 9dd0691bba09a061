import { staffFor } from '../../core/domain/community.ts'
import type { Message } from '../../core/domain/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { slotsOf } from '../../core/rules/calendar.ts'
import type { Next } from '../../core/rules/plan.ts'
import { addDays, localTime } from '../../core/zone.ts'
import { changeIsolation, type Loaded } from '../../record/isolation-record.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { textToResident, textToStaff } from '../deliver/text.ts'
import { overtaken, type StepInput } from '../plan/plan.ts'

const keys = ['welcome', 'instructions', 'commitment', 'new-returnee'] as const

const texts = ({ isolation, community, book, now }: Loaded): Message[] => {
  const [first] = slotsOf(isolation, book)
  const until = addDays(isolation.dayZero, isolation.lastDay)
  const worker = staffFor(community, 'grid worker', isolation.grid)
  const toResident =
    isolation.contact.by === 'sms'
      ? [
          textToResident('welcome', now, 'welcome', {
            days: book.days,
            ...(first === undefined
              ? {}
              : {
                  first: {
                    slot: { date: first.date, half: first.half },
                    time: localTime(first.opensAt, isolation.zone),
                  },
                }),
          }),
          textToResident('instructions', now, 'instructions', {}),
          textToResident('commitment', now, 'commitment', { until }),
        ]
      : []
  return [
    ...toResident,
    textToStaff({ role: 'grid worker', staff: worker.id }, 'new-returnee', now, 'newReturnee', {
      until,
      ...(isolation.contact.by === 'worker' ? { code: isolation.contact.code } : {}),
    }),
  ]
}

/** The first step of every execution: welcomes the returnee, once over all generations, and says what comes next. */
export const welcome = async (ports: Ports, { isolationId, generation }: StepInput): Promise<Next> => {
  const changed = await changeIsolation(ports, isolationId, (loaded) =>
    loaded.isolation.welcomed || loaded.isolation.generation !== generation
      ? undefined
      : {
          by: 'workflow',
          happenings: [{ what: 'welcomed' }],
          plan: 'again',
          messages: texts(loaded),
        },
  )
  if (changed.isolation.generation !== generation) return overtaken(changed)
  if (changed.change === undefined) for (const key of keys) await deliverAgain(ports, changed, key)
  else await carryOut(ports, changed)
  return changed.next
}
