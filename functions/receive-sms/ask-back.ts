import { isOpen, openMatters } from '../../core/domain/isolation.ts'
import type { Happening } from '../../core/domain/ledger.ts'
import type { Message } from '../../core/domain/message.ts'
import type { Doubt } from '../../core/hearing/heard.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Change, Loaded } from '../../record/isolation-record.ts'
import { textToResident } from '../deliver/text.ts'
import { openEscalation } from '../open-escalation/open-escalation.ts'
import { endDate } from '../record-report/record-report.ts'
import { once } from './reply.ts'
import type { Speaker } from './speakers.ts'

const textFor = (doubt: Doubt, key: string, { now }: Loaded, speakers: readonly Speaker[]): Message => {
  switch (doubt.ask) {
    case 'confirm':
      return textToResident(key, now, 'confirm', { tenths: doubt.tenths })
    case 'which':
      return textToResident(key, now, 'ambiguous', {})
    case 'who':
      return textToResident(key, now, 'whichMember', { letters: speakers.map(({ letter }) => letter) })
    case 'when':
      return textToResident(key, now, 'whichSlot', {})
    case 'out of range':
      return textToResident(key, now, 'outOfRange', { tenths: doubt.tenths })
    case 'again':
      return textToResident(key, now, 'unreadable', doubt.well === true ? { well: true } : {})
  }
}

const happeningFor = (doubt: Doubt, inbound: string): Happening =>
  doubt.ask === 'confirm'
    ? { what: 'asked to confirm', tenths: doubt.tenths, symptoms: [...doubt.symptoms], inbound }
    : { what: 'reply not understood', why: doubt.ask === 'out of range' ? 'again' : doubt.ask, inbound }

/**
 * Asks back what was not clear, at most as often in a slot as the rule book says; then a person takes over. `reports`:
 * so many were understood in the same text.
 */
export const askBack = async (
  ports: Ports,
  inbound: string,
  doubt: Doubt,
  speakers: readonly Speaker[],
  reports: number,
): Promise<void> => {
  const whose = doubt.ask === 'confirm' ? speakers.find(({ letter }) => letter === doubt.letter) : speakers[0]
  if (whose === undefined) return
  await once(
    ports,
    whose.loaded.isolation.id,
    inbound,
    'question',
    async (loaded, key): Promise<Omit<Change, 'by'>> => {
      const { isolation, book, now } = loaded
      const happening = happeningFor(doubt, inbound)
      if (!isOpen(isolation))
        return {
          happenings: [happening],
          messages: reports > 0 ? [] : [textToResident(key, now, 'ended', { date: endDate(isolation) })],
        }
      const count = (isolation.unclearReplies?.count ?? 0) + 1
      if (doubt.ask === 'confirm' || count < book.unclearRepliesPerSlot)
        return { happenings: [happening], messages: [textFor(doubt, key, loaded, speakers)] }
      const handedOver = openMatters(isolation).some(({ kind }) => kind === 'unclear replies')
      if (count > book.unclearRepliesPerSlot || handedOver) return { happenings: [happening] }
      const opened = await openEscalation(ports, loaded, { kind: 'unclear replies', inbound })
      return {
        happenings: [happening, opened.happening],
        messages: [textToResident(key, now, 'workerWillCall', {})],
        matters: [{ escalation: opened.escalation }],
        writes: [opened.write],
      }
    },
  )
}
