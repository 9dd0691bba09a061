import type { ShownCommunity } from '../../../../api/endpoints/communities.ts'
import type { Consequences } from '../../../../api/endpoints/corrections.ts'
import type { Language } from '../../../../core/community/community.ts'
import { gridName } from '../../../i18n/address-words.ts'
import { formatDateTime } from '../../../i18n/date-time.ts'
import { listed } from '../../../i18n/domain-phrases.ts'
import { domainWords } from '../../../i18n/domain-words.ts'
import { staffName } from '../../../i18n/staff-names.ts'
import { templateWords } from '../../../i18n/template-words.ts'
import { correctionsWords } from './corrections-words.ts'

interface Reader {
  readonly language: Language
  readonly zone: string
  readonly community: ShownCommunity
}

type Difference<Value> = { readonly from: Value | null; readonly to: Value | null } | undefined
type Slot = Consequences['slots'][number]

const slotLines = (slots: readonly Slot[], { language }: Reader): string[] => {
  const t = correctionsWords[language]
  const { slot, half } = domainWords[language]
  const stateWords = (state: Slot['from']): string => (state === 'outside' ? t.outside : slot[state])
  const kinds = Map.groupBy(slots, ({ from, to }) => `${from} ${to}`)
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    const days = alike.map(({ date, half: part }) => `${date} ${half[part]}`)
    return [t.slots(stateWords(first.from), stateWords(first.to), listed(days, language))]
  })
}

/** The consequences of a correction, one line each. */
export const consequenceLines = (consequences: Consequences, reader: Reader): string[] => {
  const { language, zone, community } = reader
  const t = correctionsWords[language]
  const domain = domainWords[language]
  const line = <Value>(
    label: string,
    difference: Difference<Value>,
    words: (value: Value) => string,
  ): string[] => {
    if (difference === undefined) return []
    const said = (value: Value | null): string => (value === null ? t.noValue : words(value))
    return [`${label}: ${t.becomes(said(difference.from), said(difference.to))}`]
  }
  const { dayZero, lastDay, releaseFrom, status, contact, grid, worker, slots, matters, messages } =
    consequences
  return [
    ...line(t.dayZero, dayZero, (day) => day),
    ...line(t.lastDay, lastDay, (day) => day),
    ...line(t.releaseFrom, releaseFrom, (at) => formatDateTime(at, language, zone)),
    ...line(t.status, status, (name) => domain.status[name]),
    ...line(t.asked, contact, (one) =>
      one.by === 'sms'
        ? `${domain.contact.sms}${one.member === undefined ? '' : ` (${one.member})`}`
        : domain.contact[one.why],
    ),
    ...line(t.grid, grid, (id) => gridName(id, community)),
    ...line(t.worker, worker, (id) => staffName(id, community)),
    ...slotLines(slots, reader),
    ...matters.map(({ kind, does }) => `${t.matters[does]}: ${domain.matter[kind]}`),
    ...messages.map(({ to, template }) =>
      t.told(
        to.who === 'resident' ? t.resident : staffName(to.staff, community),
        templateWords(template, language),
      ),
    ),
  ]
}
