import type { Language, Role } from '../../core/community/community.ts'
import { oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import { type CommunityId, isIsolation } from '../../core/ids.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Answer } from '../../core/matter/matter.ts'
import { answersTo, mayAnswer } from '../../core/matter/matter-answers.ts'
import type { Store } from '../../core/ports/store.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { namedBy } from '../../record/short-code-repository.ts'
import { phrase } from '../simulation/wordings.ts'
import type { InboxMessage, Phone } from '../sms/inbox-rows.ts'
import type { KnownOwner } from './phone-owners.ts'

const MATTERS = 2

const REPORTS: { readonly [L in Language]: readonly string[] } = {
  'zh-CN': ['36.5', '三十六度五', '38.2 咳嗽'],
  en: ['36.5', 'temp is 36.6, no cough', '38.2 dry cough'],
}

const lettered = (letter: string | undefined, text: string): string =>
  letter === undefined ? text : `${letter}${/^[A-Za-z]/.test(text) ? ' ' : ''}${text}`

const ofResident = (
  { owner, language }: KnownOwner,
  { optedOut }: Phone,
  last: InboxMessage | undefined,
): string[] => {
  if (optedOut) return [phrase('start', language)]
  const asked = last?.sent?.template
  const first = asked === 'confirm' ? [phrase('yes', language)] : []
  return [
    ...[...first, ...REPORTS[language]].map((text) => lettered(owner.member, text)),
    phrase('stop', language),
  ]
}

/** The codes that the texts ask for, newest first. */
const codesIn = (messages: readonly InboxMessage[]): string[] => {
  const codes = messages.flatMap(({ direction, text }) => {
    const [, code] = direction === 'to_phone' ? (/(?:回|Reply )(\d{4,6})/.exec(text) ?? []) : []
    return code === undefined ? [] : [code]
  })
  return [...new Set(codes.reverse())]
}

interface Asked {
  readonly store: Store
  readonly community: CommunityId
  readonly roles: readonly Role[]
}

/** The answers that are possible for a code now; none once its matter is settled. */
const answersFor = async ({ store, community, roles }: Asked, code: string): Promise<(Answer | number)[]> => {
  const named = await namedBy(store, community, code)
  if (named === undefined) return []
  if (named.matter === undefined)
    return isIsolation(named.subject) && isOpen(await findIsolation(store, named.subject))
      ? [36.5, 'not_at_home']
      : []
  const { kind, state } = (await loadMatter(store, named.matter)).matter
  if (state.name === 'settled') return []
  return answersTo(kind).filter((answer) => {
    // It needs a phone number, which only a person can give.
    if (answer === 'number_mended') return false
    return roles.some((role) => mayAnswer(kind, answer, role))
  })
}

const ofStaff = async (
  store: Store,
  owners: readonly KnownOwner[],
  messages: readonly InboxMessage[],
): Promise<string[]> => {
  const [first] = owners
  if (first === undefined) return []
  const { language, owner } = first
  const roles = owners.flatMap(({ owner: { role } }) => (role === 'resident' ? [] : [role]))
  const found: string[] = []
  let matters = 0
  for (const code of codesIn(messages)) {
    if (matters === MATTERS) break
    const answers = await answersFor({ store, community: owner.community, roles }, code)
    if (answers.length > 0) matters += 1
    for (const answer of answers)
      found.push(`${code} ${typeof answer === 'number' ? answer : phrase(answer, language)}`)
  }
  return found
}

/** Replies that the owner of a phone could send now. `messages`: the newest ones, oldest first. */
export const suggestionsFor = async (
  store: Store,
  phone: Phone,
  owners: readonly KnownOwner[],
  messages: readonly InboxMessage[],
): Promise<string[]> => {
  const staff = owners.filter(({ owner }) => owner.staff !== undefined)
  const residents = owners.filter(({ owner, isActive }) => owner.staff === undefined && isActive)
  const last = messages.findLast(({ direction }) => direction === 'to_phone')
  return [
    ...new Set([
      ...(last?.sent?.template === 'echo' ? oneTimeCodesIn(last.text) : []),
      ...(await ofStaff(store, staff, messages)),
      ...residents.flatMap((resident) => ofResident(resident, phone, last)),
    ]),
  ]
}
