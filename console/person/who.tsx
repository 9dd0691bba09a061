import type { ReactNode } from 'react'
import { Panel } from '../panel/panel.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { doorWords, gridName } from '../words/place.ts'
import { momentOf } from '../words/time.ts'
import { FlagMarks } from './flags.tsx'
import { degrees, flagWords } from './ledger/said.ts'
import styles from './person.module.css'
import type { PersonFile } from './person-file.ts'
import { personWords } from './words.ts'

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** Who somebody is, as far as the role may know, and under which terms they are followed. */
export const Who = ({ file }: { readonly file: PersonFile }) => {
  const say = useWords(personWords)
  const { language } = useLanguage()
  const { community } = useSurroundings()
  const { isolation, person, personal } = file
  const { category, contact, flags, arrivedAt, zone, baselineTenths, commitmentSignedOn, grid } = isolation
  const domain = domainWords[language]
  const withheld = <span className={styles['quiet']}>{personal === 'erased' ? say.erased : say.hidden}</span>
  return (
    <Panel title={say.who}>
      <dl className={styles['facts']}>
        <Fact name={say.phone}>
          {person === null ? (
            withheld
          ) : person.phone === undefined ? (
            say.noPhone
          ) : (
            <a href={`tel:${person.phone}`}>{person.phone}</a>
          )}
        </Fact>
        <Fact name={say.address}>{person === null ? withheld : doorWords(person.address, language)}</Fact>
        <Fact name={say.grid}>{gridName(grid, community)}</Fact>
        <Fact name={say.category}>{domain.category[category]}</Fact>
        <Fact name={say.care}>
          {flagWords(flags, language).length === 0 ? say.nobodyElse : <FlagMarks flags={flags} />}
        </Fact>
        <Fact name={say.asked}>
          {domain.contact[contact.by === 'sms' ? 'sms' : contact.why]}
          {contact.by === 'sms' && contact.member !== undefined && ` (${contact.member})`}
        </Fact>
        <Fact name={say.language}>{say.languages[isolation.language]}</Fact>
        <Fact name={say.arrived}>{momentOf(arrivedAt, language, zone)}</Fact>
        <Fact name={say.baseline}>{baselineTenths === undefined ? '–' : degrees(baselineTenths)}</Fact>
        <Fact name={say.commitment}>{commitmentSignedOn ?? say.notSigned}</Fact>
        {person?.documentNumber !== undefined && <Fact name={say.document}>{person.documentNumber}</Fact>}
      </dl>
    </Panel>
  )
}
