import type { ShownCommunity } from '../../../../api/endpoints/communities.ts'
import type { Language } from '../../../../core/community/community.ts'
import type { Address } from '../../../../core/person/person.ts'
import type { PersonChange } from '../../../../core/person/person-change.ts'
import { useAppContext } from '../../../api/app-context.tsx'
import type { PersonDetails } from '../../../api/person-details.ts'
import { Panel } from '../../../components/panel.tsx'
import { SmallTable } from '../../../components/small-table.tsx'
import { doorWords, gridName } from '../../../i18n/address-words.ts'
import { correctionReasonWords, fieldWords } from '../../../i18n/correction-words.ts'
import { formatDateTime } from '../../../i18n/date-time.ts'
import { useLanguage, useWords } from '../../../i18n/language.tsx'
import { actorWords } from '../../../i18n/staff-names.ts'
import { correctionsWords } from './corrections-words.ts'
import { factLines } from './fact-lines.ts'

type Said = PersonChange['changes'][number]['from']

const said = (value: Said, community: ShownCommunity, language: Language): string => {
  if (value === null) return correctionsWords[language].noValue
  if (typeof value === 'string') return value
  const address: Address = value
  return `${gridName(address.grid, community)} ${doorWords(address, language)}`
}

/** The corrections of a person, by whom and why, newest first. */
export const CorrectionHistory = ({ file }: { readonly file: PersonDetails }) => {
  const t = useWords(correctionsWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { isolation, changes, ledger } = file
  if (changes.length === 0) return null
  const whatOf = (change: PersonChange): string[] => {
    const entry = ledger.find((one) => change.isolation === isolation.id && one.entry === change.entry)?.event
    const facts = entry?.type === 'corrected' ? factLines(entry, { language, zone: isolation.zone }) : []
    return [
      ...change.changes.map(
        ({ field, from, to }) =>
          `${fieldWords[language][field]}: ${t.becomes(said(from, community, language), said(to, community, language))}`,
      ),
      ...facts,
    ]
  }
  return (
    <Panel title={t.history} count={changes.length}>
      <SmallTable<PersonChange>
        label={t.history}
        rows={changes.toReversed()}
        idOf={({ at, entry, isolation: of }) => `${at} ${of} ${entry}`}
        empty={t.noHistory}
        columns={[
          {
            name: 'at',
            header: t.when,
            width: 130,
            isHeading: true,
            cell: ({ at }) => <time dateTime={at}>{formatDateTime(at, language, isolation.zone)}</time>,
          },
          {
            name: 'what',
            header: t.what,
            cell: (change) => (
              <>
                {whatOf(change).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </>
            ),
          },
          {
            name: 'why',
            header: t.why,
            cell: ({ reason, words }) => (
              <>
                {correctionReasonWords[language][reason]}
                {words !== undefined && <div>{words}</div>}
              </>
            ),
          },
          { name: 'by', header: t.by, cell: ({ by }) => actorWords(by, community, language) },
        ]}
      />
    </Panel>
  )
}
