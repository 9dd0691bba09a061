import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { Panel } from '../../components/panel.tsx'
import { useAppContext } from '../../api/app-context.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { doorWords, gridName } from '../../i18n/address-words.ts'
import { formatDateTime } from '../../i18n/date-time.ts'
import { FlagMarks } from '../../components/person/flag-marks.tsx'
import { fieldWords } from '../../i18n/correction-words.ts'
import { degrees, flagWords } from '../../i18n/domain-phrases.ts'
import styles from '../../components/layout.module.css'
import type { PersonDetails } from '../../api/person-details.ts'
import { personWords } from '../../i18n/person-words.ts'

/** Who somebody is, as far as the role may know, and under which terms they are followed. */
export const Who = ({ file }: { readonly file: PersonDetails }) => {
  const say = useWords(personWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { isolation, person, personal } = file
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
  const withheld = <span className={styles['quiet']}>{personal === 'erased' ? say.erased : say.hidden}</span>
  const phone =
    person === null ? (
      withheld
    ) : person.phone === undefined ? (
      (person.pendingPhone ?? say.noPhone)
    ) : (
      <a href={`tel:${person.phone}`}>{person.phone}</a>
    )
  const asked = [
    domain.contact[contact.by === 'sms' ? 'sms' : contact.why],
    ...(contact.by === 'sms' && contact.member !== undefined ? [`(${contact.member})`] : []),
  ].join(' ')
  return (
    <Panel title={say.who}>
      <KeyValuePairs
        columns={4}
        minColumnWidth={130}
        items={[
          { label: say.phone, value: phone },
          { label: say.address, value: person === null ? withheld : doorWords(person.address, language) },
          { label: say.grid, value: gridName(grid, community) },
          { label: say.category, value: domain.category[category] },
          { label: say.origin, value: origin },
          {
            label: say.care,
            value:
              flagWords(flags, language).length === 0 && closeContactOf === undefined ? (
                say.nobodyElse
              ) : (
                <FlagMarks flags={flags} isCloseContact={closeContactOf !== undefined} />
              ),
          },
          { label: say.asked, value: asked },
          { label: say.language, value: say.languages[isolation.language] },
          { label: say.arrived, value: formatDateTime(arrivedAt, language, zone) },
          ...(lastExposure === undefined
            ? []
            : [{ label: fieldWords[language].lastExposure, value: lastExposure }]),
          { label: say.baseline, value: baselineTenths === undefined ? '–' : degrees(baselineTenths) },
          { label: say.commitment, value: commitmentSignedOn ?? say.notSigned },
          ...(person?.relation === undefined
            ? []
            : [{ label: say.relation, value: domain.relation[person.relation] }]),
          ...(person?.documentNumber === undefined
            ? []
            : [{ label: say.document, value: person.documentNumber }]),
        ]}
      />
    </Panel>
  )
}
