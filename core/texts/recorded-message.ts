import type { MatterId } from '../ids.ts'
import type { Owner } from '../matter/matter.ts'
import type { Addressee, Message } from '../message/message.ts'
import type { MatterKind } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
import { toBody } from '../to-body.ts'
import type { TemplateName, Templates } from './templates.ts'

/** Parameters that only the vault has: added when the text is made, never recorded. */
export type Personal =
  | 'person'
  | 'place'
  | 'member'
  | 'phone'
  | 'worker'
  | 'workerPhone'
  | 'words'
  | 'elsewhere'
  | 'members'
  | 'letter'

export type Recorded<Name extends TemplateName> = Omit<Templates[Name], Personal>

const text = <Name extends TemplateName>(
  to: Addressee,
  key: string,
  at: Instant,
  template: Name,
  params: Recorded<Name>,
): Message => ({ key, to, template, params: toBody(params), at, state: 'waiting' })

/** A message to the returnee, to be recorded under its business key in the same transaction as its cause. */
export const messageToResident = <Name extends TemplateName>(
  key: string,
  at: Instant,
  template: Name,
  params: Recorded<Name>,
): Message => text({ who: 'resident' }, key, at, template, params)

const quotedKinds: readonly MatterKind[] = ['danger', 'request', 'wrong_number', 'hint']

/** The received messages that a message about this kind of matter quotes, newest first. */
export const quoting = (
  kind: MatterKind,
  inbounds: readonly (string | undefined)[],
): { readonly quotes?: string[] } => {
  const quotes = inbounds.filter((inbound) => inbound !== undefined).toReversed()
  return quotedKinds.includes(kind) && quotes.length > 0 ? { quotes } : {}
}

export const messageToStaff = <Name extends TemplateName>(
  owner: Owner,
  key: string,
  at: Instant,
  template: Name,
  params: Recorded<Name>,
  matter?: MatterId,
): Message => ({
  ...text({ who: 'staff', ...owner }, key, at, template, params),
  ...(matter === undefined ? {} : { matter }),
})
