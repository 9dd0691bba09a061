import { type Community, postsOf } from '../../core/domain/community.ts'
import type { EscalationId } from '../../core/domain/ids.ts'
import { isOpen, openMatters } from '../../core/domain/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Measurement, readStaffReply, type StaffReply } from '../../core/report/staff-reply.ts'
import { effectOf } from '../../core/rules/answers.ts'
import { isGrave } from '../../core/rules/grave-answers.ts'
import { render } from '../../core/texts/render.ts'
import type { TemplateName, Templates } from '../../core/texts/templates.ts'
import { type Named, namedBy } from '../../record/code-record.ts'
import { loadCommunity, newestRuleBook } from '../../record/community-record.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-record.ts'
import { changeIsolation, loadIsolation } from '../../record/isolation-record.ts'
import type { Phone } from '../../record/phone-record.ts'
import { toBody } from '../../record/to-body.ts'
import { type Answered, type AnswerInput, answerEscalation } from '../answer-escalation/answer-escalation.ts'
import { awaitConfirmation } from '../answer-escalation/await-confirmation.ts'
import { openEscalation } from '../open-escalation/open-escalation.ts'
import { recordReport } from '../record-report/record-report.ts'
import { settleEscalation } from '../settle-escalation/settle-escalation.ts'
import { confirmByText, type Reply } from './confirm-by-text.ts'
import { sendOnce } from './send-once.ts'

type Post = Phone['posts'][number]
type Said = Extract<StaffReply, { readonly code: string; readonly kind: 'answer' | 'measurement' }>
type Heard =
  | { readonly heard: 'noted'; readonly answer: AnswerInput['answer'] }
  | { readonly heard: 'not understood' }
  /** The echo is on its way: nothing more to say. */
  | { readonly heard: 'echoed' }
  | { readonly heard: 'otherwise'; readonly reply: Reply }

const notUnderstood: Heard = { heard: 'not understood' }

/** A new number as a worker writes it. undefined: without its country code it could be anybody's. */
const e164 = (written: string, { country }: Community): string | undefined => {
  if (written.startsWith('+')) return written
  return country === 'CN' && /^(86)?1[3-9]\d{9}$/.test(written) ? `+86${written.slice(-11)}` : undefined
}

const measured = async (
  ports: Ports,
  { isolation, matter }: Named,
  reading: Measurement,
  by: AnswerInput['by'],
  inbound: string,
): Promise<Heard> => {
  if (reading.kind !== 'report' && reading.kind !== 'symptoms') return notUnderstood
  await recordReport(ports, isolation, {
    ...(reading.kind === 'report' ? { tenths: reading.tenths } : {}),
    symptoms: reading.symptoms,
    source: 'worker',
    by,
    inbound,
  })
  if (matter !== undefined) {
    const { escalation } = await loadEscalation(ports.store, matter)
    if (effectOf(escalation.kind, 'reached')?.effect === 'settle')
      await settleEscalation(ports, matter, 'reached', by)
  }
  return { heard: 'noted', answer: 'reached' }
}

/** A matter that went with an earlier one is answered there, while that is open. */
const standingFor = async (ports: Ports, id: EscalationId): Promise<EscalationId> => {
  const { escalation } = await loadEscalation(ports.store, id)
  const { state, kind } = escalation
  if (state.name === 'open' || state.outcome !== 'joined') return id
  const { isolation } = await loadIsolation(ports, escalation.isolation)
  return openMatters(isolation).find((open) => open.kind === kind)?.id ?? id
}

/** A returnee measured by the worker has a code of their own: an absence seen at the door becomes a matter. */
const matterFor = async (ports: Ports, { isolation, matter }: Named, by: AnswerInput['by']) => {
  if (matter !== undefined) return standingFor(ports, matter)
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

/** A grave answer does nothing yet: it is echoed, or asked about when it was not all that the text says. */
const hearGrave = async (
  ports: Ports,
  named: Named,
  { code, answer, whole }: Extract<Said, { kind: 'answer' }>,
  { staff, role }: Post,
  { id, from, phone }: { readonly id: string; readonly from: string; readonly phone?: string },
): Promise<Heard> => {
  const sayOnly: Heard = { heard: 'otherwise', reply: { template: 'sayOnly', params: { code, answer } } }
  if (!whole) return sayOnly
  const matter = await matterFor(ports, named, `staff:${staff}`)
  if (matter === undefined) return notUnderstood
  const awaited = await awaitConfirmation(ports, {
    matter,
    answer,
    staff,
    role,
    from,
    inbound: id,
    ...(phone === undefined ? {} : { phone }),
  })
  switch (awaited.result) {
    case 'echoed':
      return { heard: 'echoed' }
    case 'settled already':
      return {
        heard: 'otherwise',
        reply: { template: 'matterSettled', params: { code, how: awaited.how } },
      }
    case 'not possible now':
      return { heard: 'otherwise', reply: { template: 'notPossibleNow', params: { code, answer } } }
    case 'not allowed':
      return notUnderstood
  }
}

const hear = async (
  ports: Ports,
  community: Community,
  post: Post,
  said: Said,
  { id: inbound, from }: { readonly id: string; readonly from: string },
): Promise<Heard> => {
  const named = await namedBy(ports.store, community.id, said.code)
  if (named === undefined) return notUnderstood
  const by = `staff:${post.staff}` as const
  if (said.kind === 'measurement') return measured(ports, named, said.reading, by, inbound)
  const { answer, tenths } = said
  const phone = said.phone === undefined ? undefined : e164(said.phone, community)
  if (answer === 'number mended' && phone === undefined) return notUnderstood
  if (isGrave(answer))
    return hearGrave(ports, named, said, post, {
      id: inbound,
      from,
      ...(phone === undefined ? {} : { phone }),
    })
  // A new number is grave too, whatever else is said with it.
  if (said.phone !== undefined)
    return hearGrave(ports, named, { ...said, answer: 'number mended', whole: false }, post, {
      id: inbound,
      from,
    })
  if (answer === 'reached' && said.measurement?.kind === 'symptoms')
    return measured(ports, named, said.measurement, by, inbound)
  if (named.matter === undefined && answer === 'reached')
    return said.measurement === undefined
      ? { heard: 'noted', answer }
      : measured(ports, named, said.measurement, by, inbound)
  const matter = await matterFor(ports, named, by)
  if (matter === undefined) return notUnderstood
  const answered: Answered = await answerEscalation(ports, {
    matter,
    answer,
    by,
    role: post.role,
    inbound,
    ...(tenths === undefined ? {} : { tenths }),
  })
  return answered.result === 'not possible' ? notUnderstood : { heard: 'noted', answer }
}

/** A text from a post's phone. False: it is not an answer to a matter, and somebody in isolation has this phone too. */
export const answerStaff = async (
  ports: Ports,
  kept: LoadedInbound,
  post: Post,
  alsoResident: boolean,
): Promise<boolean> => {
  const { inbound } = kept
  const community = await loadCommunity(ports.store, post.community)
  if (inbound.state === 'recorded' && !alsoResident) return true
  const confirmed = await confirmByText(ports, inbound, post.staff, alsoResident)
  const reply = readStaffReply(inbound.text, await newestRuleBook(ports.store))
  const isAnswer = reply.kind === 'answer' || reply.kind === 'measurement'
  if (confirmed === undefined && !isAnswer && alsoResident) return false
  if (inbound.state === 'recorded') return true
  const heard: Heard =
    confirmed !== undefined
      ? { heard: 'otherwise', reply: confirmed }
      : isAnswer
        ? await hear(ports, community, post, reply, inbound)
        : notUnderstood
  await ports.store.transact([recordedInbound(kept, { staff: post.staff, meaning: reply.kind })])
  const code = 'code' in reply ? reply.code : undefined
  const staff = postsOf(community).find((candidate) => candidate.staff.id === post.staff)?.staff
  const language = staff?.language ?? community.language
  const send = <Name extends TemplateName>(template: Name, params: Templates[Name]) =>
    sendOnce(ports, inbound.id, {
      to: inbound.from,
      template,
      params: toBody(params),
      language,
      text: render(template, params, { language, signature: community.signature[language] }),
    })
  if (heard.heard === 'echoed') return true
  if (heard.heard === 'otherwise') await send(heard.reply.template, heard.reply.params)
  else if (heard.heard === 'noted' && code !== undefined) await send('noted', { code, answer: heard.answer })
  else await send('answerHelp', code === undefined ? {} : { code })
  return true
}
