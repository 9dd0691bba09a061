import type { Community } from '../../core/domain/community.ts'
import type { EscalationId, IsolationId } from '../../core/domain/ids.ts'
import { isOpen, openMatters } from '../../core/domain/isolation.ts'
import type { HeardStaff } from '../../core/hearing/read-staff.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { effectOf } from '../../core/rules/answers.ts'
import { type GraveAnswer, isGrave } from '../../core/rules/grave-answers.ts'
import type { Named } from '../../record/code-record.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { changeIsolation, loadIsolation } from '../../record/isolation-record.ts'
import type { Phone } from '../../record/phone-record.ts'
import { answerEscalation } from '../answer-escalation/answer-escalation.ts'
import type { AnswerInput } from '../answer-escalation/answer-input.ts'
import { awaitConfirmation } from '../answer-escalation/await-confirmation.ts'
import { keepWords } from '../keep-words/keep-words.ts'
import { openDanger } from '../open-danger/open-danger.ts'
import { openEscalation } from '../open-escalation/open-escalation.ts'
import { recordReport } from '../record-report/record-report.ts'
import type { Reply } from './send-once.ts'

/** Who writes, and to what. */
export interface Writer {
  readonly community: Community
  readonly post: Phone['posts'][number]
  readonly from: string
  readonly inbound: string
  readonly code: string
  readonly named: Named
}

/** What goes back to the writer. `nothing`: the echo is on its way, or no word is due. */
export type Outcome = Reply | 'nothing' | 'not understood'

const byOf = ({ post }: Writer): AnswerInput['by'] => `staff:${post.staff}`

/** A new number as a worker writes it. undefined: without its country code it could be anybody's. */
const e164 = (written: string, { country }: Community): string | undefined => {
  if (written.startsWith('+')) return written
  return country === 'CN' && /^(86)?1[3-9]\d{9}$/.test(written) ? `+86${written.slice(-11)}` : undefined
}

/** The open matter by which somebody is looked for, or a visit opened for it. */
const soughtBy = async (
  ports: Ports,
  isolation: IsolationId,
  by: AnswerInput['by'],
): Promise<EscalationId | undefined> => {
  const loaded = await loadIsolation(ports, isolation)
  const silent = openMatters(loaded.isolation).find(
    ({ kind }) => effectOf(kind, 'not at home')?.effect === 'confirm absence',
  )
  if (silent !== undefined) return silent.id
  if (!isOpen(loaded.isolation)) return undefined
  const changed = await changeIsolation(ports, isolation, async (current) => {
    const opened = await openEscalation(ports, current, { kind: 'visit' })
    return {
      by,
      happenings: [opened.happening],
      matters: [{ escalation: opened.escalation }],
      writes: [opened.write],
    }
  })
  return changed.change?.matters?.[0]?.escalation.id
}

/**
 * Where an answer belongs: a matter that went with an earlier one is answered there; an absence seen after a matter was
 * settled is looked into anew. A returnee measured by the worker has a code of their own: an absence seen at the door
 * becomes a matter.
 */
const matterFor = async (
  ports: Ports,
  { isolation, matter }: Named,
  answer: AnswerInput['answer'],
  by: AnswerInput['by'],
): Promise<EscalationId | undefined> => {
  if (matter === undefined) return soughtBy(ports, isolation, by)
  const { escalation } = await loadEscalation(ports.store, matter)
  const { state, kind } = escalation
  if (state.name === 'open') return matter
  const loaded = await loadIsolation(ports, isolation)
  const same = openMatters(loaded.isolation).find((open) => open.kind === kind)
  if (state.outcome === 'joined' && same !== undefined) return same.id
  const isSought = effectOf(kind, answer)?.effect === 'confirm absence' && isOpen(loaded.isolation)
  return isSought ? soughtBy(ports, isolation, by) : matter
}

/** A grave answer does nothing yet: it is echoed, and waits for its one-time code. */
const hearGrave = async (
  ports: Ports,
  writer: Writer,
  answer: GraveAnswer,
  phone: string | undefined,
): Promise<Outcome> => {
  const { code, post, from, inbound, named } = writer
  const matter = await matterFor(ports, named, answer, byOf(writer))
  if (matter === undefined) return 'not understood'
  const awaited = await awaitConfirmation(ports, {
    matter,
    answer,
    staff: post.staff,
    role: post.role,
    from,
    inbound,
    ...(phone === undefined ? {} : { phone }),
  })
  switch (awaited.result) {
    case 'echoed':
      return 'nothing'
    case 'settled already':
      return { template: 'matterSettled', params: { code, how: awaited.how } }
    case 'not possible now':
      return { template: 'notPossibleNow', params: { code, answer } }
    case 'not allowed':
      // The answer is not the writer's to give: the words stand on the person's page and in the digest.
      await keepWords(ports, named.isolation, { inbound, by: byOf(writer) })
      return 'not understood'
  }
}

/** Whoever was measured was reached: that is said first, for a report settles a silence by itself. */
const measured = async (
  ports: Ports,
  writer: Writer,
  { answer, tenths, symptoms }: HeardStaff,
): Promise<void> => {
  const { named, inbound, post } = writer
  const by = byOf(writer)
  if (named.matter !== undefined && answer === 'reached')
    await answerEscalation(ports, { matter: named.matter, answer, by, role: post.role, inbound })
  await recordReport(ports, named.isolation, {
    ...(tenths === undefined ? {} : { tenths }),
    symptoms,
    source: 'worker',
    by,
    inbound,
  })
}

/** Does what a text says to the matter that its code names: danger first, then readings, then its answer. */
export const actOnMatter = async (ports: Ports, writer: Writer, heard: HeardStaff): Promise<Outcome> => {
  const { named, inbound, code } = writer
  const by = byOf(writer)
  const { answer, notTaken, tenths, symptoms } = heard
  const isReading = tenths !== undefined || symptoms.length > 0
  const [danger] = heard.dangers
  if (danger !== undefined)
    await openDanger(ports, named.isolation, {
      inbound,
      by,
      danger,
      symptoms,
      ...(tenths === undefined ? {} : { tenths }),
    })
  if (heard.note) await keepWords(ports, named.isolation, { inbound, by })
  if (isReading) await measured(ports, writer, heard)
  if (answer !== undefined && isGrave(answer)) {
    const phone = heard.phone === undefined ? undefined : e164(heard.phone, writer.community)
    if (answer === 'number mended' && phone === undefined) return 'not understood'
    return hearGrave(ports, writer, answer, phone)
  }
  if (notTaken !== undefined && isGrave(notTaken))
    return { template: 'sayOnly', params: { code, answer: notTaken } }
  if (heard.doubt !== undefined || (answer === undefined && notTaken !== undefined)) return 'not understood'
  const noted = (said: AnswerInput['answer']): Outcome => ({
    template: 'noted',
    params: { code, answer: said },
  })
  const saysMore = answer !== undefined && answer !== 'reached' && answer !== 'taken'
  if (isReading && !saysMore) return noted('reached')
  if (answer === undefined)
    return heard.kindWords && !heard.note && danger === undefined ? 'nothing' : 'not understood'
  if (named.matter === undefined && answer === 'reached') return noted(answer)
  const matter = await matterFor(ports, named, answer, by)
  if (matter === undefined) return 'not understood'
  const answered = await answerEscalation(ports, { matter, answer, by, role: writer.post.role, inbound })
  if (answered.result !== 'not possible') return noted(answer)
  // The matter takes no such answer: the words stand on the person's page and in the digest.
  await keepWords(ports, named.isolation, { inbound, by })
  return 'not understood'
}
