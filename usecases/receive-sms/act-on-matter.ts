import { postFor } from '../../core/access/permissions.ts'
import type { Community } from '../../core/community/community.ts'
import type { HeardStaff } from '../../core/hearing/staff/read-staff.ts'
import { type IsolationId, isIsolation } from '../../core/ids.ts'
import { type GraveAnswer, isGrave } from '../../core/matter/grave-answers.ts'
import type { Answer, Matter } from '../../core/matter/matter.ts'
import { faultOf, mainlandMobile } from '../../core/phone/phone-number.ts'
import type { AnswerPorts, CommandPorts, Ports } from '../../core/ports/ports.ts'
import type { NumberRefusal } from '../../core/texts/templates.ts'
import type { Finding } from '../../record/lookup.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { answerAs } from '../answer-matter/answer-as-post.ts'
import { awaitConfirmation } from '../answer-matter/await-confirmation.ts'
import { matterToAnswer, searchMatter } from '../answer-matter/matter-to-answer.ts'
import { isFullFor } from '../change-phone/seat-at.ts'
import { keepWordsAbout } from '../raise-matter/keep-words-about.ts'
import { openDangerAbout } from '../raise-matter/open-danger-about.ts'
import { recordReport } from '../record-report/record-report.ts'
import type { Reply } from '../stranger-in-danger/send-once.ts'
import type { Addressed } from './who-writes.ts'

/** Who writes, and about what. */
export interface Writer {
  readonly from: string
  readonly inbound: string
  readonly code: string
  /** The writer's posts, or several members of staff who share the phone. They may act on at least one thing. */
  readonly as: readonly [Addressed, ...Addressed[]]
}

/** The reply to the writer. `nothing`: the echo is on its way, or no reply is needed. */
export type Outcome = Reply | 'nothing' | 'not_understood'

const byOf = ({ staff }: Addressed): `staff:${string}` => `staff:${staff}`

/** A new number from a worker, or why it is refused: without its country code it could be anybody's. */
const newNumber = async (
  ports: Finding,
  written: string,
  { country }: Community,
  isolation: IsolationId,
): Promise<{ readonly phone: string } | { readonly why: NumberRefusal }> => {
  const mobile = country === 'CN' ? mainlandMobile(written) : undefined
  const phone = mobile ?? written.replace(/[^+\d]/g, '')
  if (!phone.startsWith('+')) return { why: country === 'CN' ? 'no_mobile' : 'no_number' }
  const fault = faultOf(phone)
  if (fault !== undefined) return { why: fault }
  return (await isFullFor(ports, phone, isolation)) ? { why: 'phone_full' } : { phone }
}

/** The member of staff at this phone who may say this. undefined: none. */
const whoSays = ({ as }: Writer, answer: Answer): Addressed | undefined =>
  as.find(({ answers }) => answers.includes(answer))

/**
 * The matter that is answered; for somebody whom the worker measures, the one in which they are looked for from now on.
 */
const matterOf = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  author: Addressed,
): Promise<Matter | undefined> => {
  if (author.matter !== undefined) return author.matter
  const { subject } = author.named
  const sought = isIsolation(subject) ? await searchMatter(ports, subject, byOf(author)) : undefined
  return sought === undefined ? undefined : (await loadMatter(ports.store, sought)).matter
}

/** Words that may not act are shown on the person's page and in the digest. */
const keep = async (ports: CommandPorts, { as: [first], inbound }: Writer): Promise<void> => {
  await keepWordsAbout(ports, first.named, { inbound, by: byOf(first) })
}

/** A grave answer has no effect yet: it is echoed, and waits for its one-time code. */
const hearGrave = async (
  ports: CommandPorts & Pick<Ports, 'lookups' | 'ids'>,
  writer: Writer,
  author: Addressed,
  answer: GraveAnswer,
  phone: string | undefined,
): Promise<Outcome> => {
  const { code, from, inbound } = writer
  const matter = await matterOf(ports, author)
  const role = matter === undefined ? undefined : postFor(author.principal, matter, answer)
  if (matter === undefined || role === undefined) return 'not_understood'
  const awaited = await awaitConfirmation(ports, {
    matter: await matterToAnswer(ports, matter, answer, byOf(author)),
    answer,
    staff: author.staff,
    role,
    from,
    inbound,
    ...(phone === undefined ? {} : { phone }),
  })
  switch (awaited.result) {
    case 'echoed':
      return 'nothing'
    case 'settled_already':
      return { template: 'matter_settled', params: { code, how: awaited.how } }
    case 'not_possible_now':
      return { template: 'not_possible_now', params: { code, answer } }
    case 'not_allowed':
      await keep(ports, writer)
      return 'not_understood'
  }
}

const mayRecord = (one: Addressed): one is Addressed & { readonly records: IsolationId } =>
  one.records !== undefined

/** Somebody who was measured was reached: that is recorded first, because a report settles a silence by itself. */
const measured = async (
  ports: AnswerPorts,
  writer: Writer,
  recorder: Addressed & { readonly records: IsolationId },
  { answer, tenths, symptoms }: HeardStaff,
): Promise<void> => {
  const { inbound, from } = writer
  const says = answer === 'reached' ? whoSays(writer, answer) : undefined
  if (says?.matter !== undefined && says.named.matter !== undefined)
    await answerAs(ports, says.principal, byOf(says), says.matter, { answer: 'reached', inbound })
  await recordReport(ports, recorder.records, {
    ...(tenths === undefined ? {} : { tenths }),
    symptoms,
    source: 'worker',
    by: byOf(recorder),
    inbound,
    from,
  })
}

/** Applies a message to the matter of its code: danger first, then readings, then the answer. */
export const actOnMatter = async (
  ports: AnswerPorts & Pick<Ports, 'ids'>,
  writer: Writer,
  heard: HeardStaff,
): Promise<Outcome> => {
  const { inbound, code } = writer
  const [first] = writer.as
  const { subject } = first.named
  const { notTaken, tenths, symptoms } = heard
  const [danger] = heard.dangers
  if (danger !== undefined)
    await openDangerAbout(ports, subject, {
      inbound,
      by: byOf(first),
      danger,
      symptoms,
      ...(tenths === undefined ? {} : { tenths }),
    })
  if (heard.note) await keep(ports, writer)
  const isReading = tenths !== undefined || symptoms.length > 0
  const recorder = writer.as.find(mayRecord)
  const isRecorded = isReading && recorder !== undefined
  if (isRecorded) await measured(ports, writer, recorder, heard)
  // As over HTTP, they may not record the reading: a person reads the words.
  else if (isReading) await keep(ports, writer)

  // What follows only from the reading is dropped with it.
  const answer = isReading && !isRecorded && heard.isImplied === true ? undefined : heard.answer
  const author = answer === undefined ? undefined : whoSays(writer, answer)
  if (author !== undefined && answer !== undefined && isGrave(answer)) {
    if (answer !== 'number_mended') return hearGrave(ports, writer, author, answer, undefined)
    if (heard.phone === undefined || !isIsolation(subject)) return 'not_understood'
    const number = await newNumber(ports, heard.phone, author.community, subject)
    if ('why' in number) return { template: 'number_refused', params: { code, why: number.why } }
    return hearGrave(ports, writer, author, answer, number.phone)
  }
  if (notTaken !== undefined && isGrave(notTaken))
    return { template: 'say_only', params: { code, answer: notTaken } }
  if (heard.doubt !== undefined || (answer === undefined && notTaken !== undefined)) return 'not_understood'
  const saysMore = answer !== undefined && answer !== 'reached' && answer !== 'taken'
  if (isRecorded && !saysMore) return { template: 'noted', params: { code, answer: 'reached' } }
  if (answer === undefined) {
    if (isReading) return { template: 'not_yours', params: { code, what: 'reading' } }
    return heard.kindWords && !heard.note && danger === undefined ? 'nothing' : 'not_understood'
  }
  if (author === undefined) {
    await keep(ports, writer)
    // Somebody who may give other answers is told which.
    const mayOtherwise = writer.as.some(({ answers }) => answers.length > 0)
    return mayOtherwise ? 'not_understood' : { template: 'not_yours', params: { code, what: 'answer' } }
  }
  const noted: Reply =
    isReading && !isRecorded
      ? { template: 'not_yours', params: { code, what: 'reading', noted: answer } }
      : { template: 'noted', params: { code, answer } }
  if (author.matter === undefined && answer === 'reached') return noted
  const matter = await matterOf(ports, author)
  if (matter === undefined) return 'not_understood'
  const answered = await answerAs(ports, author.principal, byOf(author), matter, { answer, inbound })
  if (answered.result === 'done' || answered.result === 'settled_already') return noted
  await keep(ports, writer)
  return 'not_understood'
}
