import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { useAppContext } from '../../api/app-context.tsx'
import type { PersonDetails } from '../../api/person-details.ts'
import layout from '../../components/layout.module.css'
import { Panel } from '../../components/panel.tsx'
import { FlagMarks } from '../../components/person/flag-marks.tsx'
import { doorWords, gridName } from '../../i18n/address-words.ts'
import { fieldWords } from '../../i18n/correction-words.ts'
import { formatDateTime, formatTime } from '../../i18n/date-time.ts'
import { flagWords } from '../../i18n/domain-phrases.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import { personWords } from '../../i18n/person-words.ts'
import { formatDegrees } from '../../i18n/temperature.ts'

interface FactsWords {
  readonly who: string
  readonly phone: string
  readonly address: string
  readonly grid: string
  readonly category: string
  readonly origin: string
  readonly arrived: string
  readonly asked: string
  readonly at: (times: readonly string[]) => string
  readonly language: string
  readonly languages: Readonly<Record<'zh-CN' | 'en', string>>
  readonly document: string
  readonly relation: string
  readonly baseline: string
  readonly commitment: string
  readonly notSigned: string
  readonly care: string
  readonly nobodyElse: string
}

const words: Words<FactsWords> = {
  en: {
    who: 'Who',
    phone: 'Phone',
    address: 'Address',
    grid: 'Grid',
    category: 'Category',
    origin: 'Came from',
    arrived: 'Arrived',
    asked: 'Is asked',
    at: (times) => `at ${times.join(' and ')}`,
    language: 'Language',
    languages: { 'zh-CN': 'Chinese', en: 'English' },
    document: 'Document',
    relation: 'Relation to who holds the phone',
    baseline: 'First measured',
    commitment: 'Commitment',
    notSigned: 'not signed yet',
    care: 'Needs care',
    nobodyElse: 'no special care',
  },
  'zh-CN': {
    who: '基本情况',
    phone: '电话',
    address: '地址',
    grid: '网格',
    category: '类别',
    origin: '来自',
    arrived: '到达',
    asked: '随访方式',
    at: (times) => times.join('、'),
    language: '语言',
    languages: { 'zh-CN': '中文', en: '英文' },
    document: '证件',
    relation: '与持机人关系',
    baseline: '首测体温',
    commitment: '承诺书',
    notSigned: '尚未签署',
    care: '需关照',
    nobodyElse: '无',
  },
}

/** The facts about a person, as far as the role may see them. */
export const PersonFacts = ({ file }: { readonly file: PersonDetails }) => {
  const t = { ...useWords(personWords), ...useWords(words) }
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { isolation, person, personal, slots } = file
  const {
    category,
    origin = '–',
    contact,
    flags,
    arrivedAt,
    lastExposure,
    zone,
    baselineTenths,
    commitmentSignedOn,
    grid,
    closeContactOf,
  } = isolation
  const domain = domainWords[language]
  const withheld = <span className={layout['quiet']}>{personal === 'erased' ? t.erased : t.hidden}</span>
  const phone =
    person === null ? (
      withheld
    ) : person.phone === undefined ? (
      (person.pendingPhone ?? t.noPhone)
    ) : (
      <a href={`tel:${person.phone}`}>{person.phone}</a>
    )
  const times = (['morning', 'evening'] as const).flatMap((half) => {
    const slot = slots.findLast((one) => one.half === half)
    return slot === undefined ? [] : [formatTime(slot.opensAt, language, zone)]
  })
  const asked = [
    domain.contact[contact.by === 'sms' ? 'sms' : contact.why],
    ...(contact.by === 'sms' && contact.member !== undefined ? [`(${contact.member})`] : []),
    ...(times.length === 0 ? [] : [t.at(times)]),
  ].join(' ')
  return (
    <Panel title={t.who}>
      <KeyValuePairs
        columns={4}
        minColumnWidth={130}
        items={[
          { label: t.phone, value: phone },
          { label: t.address, value: person === null ? withheld : doorWords(person.address, language) },
          { label: t.grid, value: gridName(grid, community) },
          { label: t.category, value: domain.category[category] },
          { label: t.origin, value: origin },
          {
            label: t.care,
            value:
              flagWords(flags, language).length === 0 && closeContactOf === undefined ? (
                t.nobodyElse
              ) : (
                <FlagMarks flags={flags} isCloseContact={closeContactOf !== undefined} />
              ),
          },
          { label: t.asked, value: asked },
          { label: t.language, value: t.languages[isolation.language] },
          { label: t.arrived, value: formatDateTime(arrivedAt, language, zone) },
          ...(lastExposure === undefined
            ? []
            : [{ label: fieldWords[language].lastExposure, value: lastExposure }]),
          { label: t.baseline, value: baselineTenths === undefined ? '–' : formatDegrees(baselineTenths) },
          { label: t.commitment, value: commitmentSignedOn ?? t.notSigned },
          ...(person?.relation === undefined
            ? []
            : [{ label: t.relation, value: domain.relation[person.relation] }]),
          ...(person?.documentNumber === undefined
            ? []
            : [{ label: t.document, value: person.documentNumber }]),
        ]}
      />
    </Panel>
  )
}
