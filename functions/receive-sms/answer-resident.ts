import type { IsolationId } from '../../core/domain/ids.ts'
import { isOpen, openMatters, type Symptom } from '../../core/domain/isolation.ts'
import type { Happening } from '../../core/domain/ledger.ts'
import type { Message } from '../../core/domain/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { readReport } from '../../core/report/read-report.ts'
import type { Reading } from '../../core/report/reading.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-record.ts'
import { type Change, changeIsolation, type Loaded, loadIsolation } from '../../record/isolation-record.ts'
import { findPerson } from '../../record/person-record.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import { contactAt } from '../change-phone/contact-at.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { textToResident } from '../deliver/text.ts'
import { contactByWorker } from '../open-escalation/contact-by-worker.ts'
import { openEscalation, startLaddersAgain } from '../open-escalation/open-escalation.ts'
import { endDate, recordReport, settleWhenHeard } from '../record-report/record-report.ts'
import { settleEscalation } from '../settle-escalation/settle-escalation.ts'

/** What one text means for one returnee: everything but a report, which has a function of its own. */
const respond = async (
  ports: Ports,
  loaded: Loaded,
  reading: Reading,
  inbound: string,
): Promise<Omit<Change, 'by'>> => {
  const { isolation, now, book } = loaded
  const key = `reply-${inbound}`
  const received: Happening = { what: 'text received', meaning: reading.kind, inbound }
  const reply = (message: Message): Omit<Change, 'by'> => ({ happenings: [received], messages: [message] })
  if (reading.kind === 'help') return reply(textToResident(key, now, 'help', {}))
  if (!isOpen(isolation)) return reply(textToResident(key, now, 'ended', { date: endDate(isolation) }))
  if (reading.kind === 'stop') return optOut(ports, loaded, received)
  if (reading.kind === 'start') return optIn(ports, loaded, received, key)
  if (reading.kind === 'confirm')
    return {
      happenings: [{ what: 'asked to confirm', tenths: reading.tenths, symptoms: reading.symptoms, inbound }],
      messages: [textToResident(key, now, 'confirm', { tenths: reading.tenths })],
    }
  // "OK" and "好的" answer our thanks as often as a question: without a question they ask for nothing.
  if (reading.kind === 'yes') return { happenings: [received] }
  const before = isolation.unclearReplies?.count ?? 0
  const unclear: Happening = {
    what: 'reply not understood',
    why: reading.kind === 'unreadable' ? reading.why : reading.kind,
    inbound,
  }
  if (before + 1 < book.unclearRepliesPerSlot)
    return { happenings: [unclear], messages: [askOnceMore(reading, key, loaded)] }
  if (before + 1 > book.unclearRepliesPerSlot) return { happenings: [unclear] }
  if (openMatters(isolation).some(({ kind }) => kind === 'unclear replies')) return { happenings: [unclear] }
  const opened = await openEscalation(ports, loaded, { kind: 'unclear replies' })
  return {
    happenings: [unclear, opened.happening],
    messages: [textToResident(key, now, 'workerWillCall', {})],
    matters: [{ escalation: opened.escalation }],
    writes: [opened.write],
  }
}

const askOnceMore = (reading: Reading, key: string, { now }: Loaded): Message => {
  if (reading.kind === 'ambiguous') return textToResident(key, now, 'ambiguous', {})
  if (reading.kind === 'out of range')
    return textToResident(key, now, 'outOfRange', { tenths: reading.tenths })
  return textToResident(key, now, 'unreadable', {})
}

/** STOP ends the texts, never the care: the worker takes over, and a matter says so. */
const optOut = async (ports: Ports, loaded: Loaded, received: Happening): Promise<Omit<Change, 'by'>> => {
  if (loaded.isolation.contact.by === 'worker') return { happenings: [received] }
  const { contact, write } = await contactByWorker(ports, loaded, 'opted out')
  const changed: Happening = { what: 'contact changed', contact, why: 'opted out' }
  if (openMatters(loaded.isolation).some(({ kind }) => kind === 'opted out'))
    return { happenings: [received, changed], writes: [write] }
  const opened = await openEscalation(ports, loaded, { kind: 'opted out' }, contact.code)
  return {
    happenings: [received, changed, opened.happening],
    matters: [{ escalation: opened.escalation }],
    writes: [write, opened.write],
  }
}

const optIn = async (
  ports: Ports,
  { isolation, now }: Loaded,
  received: Happening,
  key: string,
): Promise<Omit<Change, 'by'>> => {
  const number = (await findPerson(ports.store, isolation.person))?.person.phone
  if (isolation.contact.by === 'sms' || number === undefined) return { happenings: [received] }
  const { contact, writes } = await contactAt(ports, number, isolation.id)
  return {
    happenings: [received, { what: 'contact changed', contact, why: 'opted in again' }],
    messages: [textToResident(key, now, 'resumed', {})],
    writes,
  }
}

interface Measured {
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
}

/** The report in a text, where there is one. A named symptom is one, whatever the numbers beside it mean. */
const reportIn = (reading: Reading, { isolation }: Loaded): Measured | undefined => {
  switch (reading.kind) {
    case 'report':
      return { tenths: reading.tenths, symptoms: reading.symptoms }
    case 'symptoms':
      return { symptoms: reading.symptoms }
    case 'confirm':
    case 'ambiguous':
    case 'out of range':
      return reading.symptoms.length > 0 ? { symptoms: reading.symptoms } : undefined
    case 'yes':
      return isolation.toConfirm
    default:
      return undefined
  }
}

/** One text of one returnee. `also`: the text has been, or will be, recorded with another returnee's change. */
export const answerResident = async (
  ports: Ports,
  id: IsolationId,
  kept: LoadedInbound,
  text: string,
  also?: 'also',
): Promise<void> => {
  const { inbound } = kept
  const loaded = await loadIsolation(ports, id)
  const reading = readReport(text, loaded.book)
  const writes: Write[] =
    also === undefined ? [recordedInbound(kept, { isolation: id, meaning: reading.kind })] : []
  const report = reportIn(reading, loaded)
  if (report !== undefined) {
    await recordReport(ports, id, {
      symptoms: report.symptoms,
      ...(report.tenths === undefined ? {} : { tenths: report.tenths }),
      ...(reading.kind === 'report' && reading.half !== undefined ? { half: reading.half } : {}),
      source: 'sms',
      by: 'resident',
      inbound: inbound.id,
      writes,
    })
    return
  }
  const changed = await changeIsolation(ports, id, async (current) => {
    const change = await respond(ports, current, reading, inbound.id)
    return { ...change, by: 'resident', writes: [...writes, ...(change.writes ?? [])] }
  })
  await carryOut(ports, changed)
  if (reading.kind === 'start')
    for (const matter of openMatters(changed.isolation))
      if (matter.kind === 'opted out') await settleEscalation(ports, matter.id, 'opted in again', 'resident')
}

/** A text that was recorded by an earlier try: finishes what a crash may have left undone. */
export const finishResident = async (ports: Ports, id: IsolationId, inbound: string): Promise<void> => {
  const loaded = await loadIsolation(ports, id)
  await startLaddersAgain(ports, loaded.isolation)
  await deliverAgain(ports, loaded, `reply-${inbound}`)
  const { contact } = loaded.isolation
  if (contact.by === 'sms') await settleWhenHeard(ports, loaded.isolation, 'resident')
}
