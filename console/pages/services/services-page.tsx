import Alert from '@cloudscape-design/components/alert'
import { useMemo, useState } from 'react'
import type { IsolationSummary } from '../../../api/views/isolation-summary.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { isolationsIn } from '../../api/isolation-list.ts'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useWholeList } from '../../api/use-whole-list.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Choice, Filters } from '../../components/filters/filter-choice.tsx'
import { GridChoice } from '../../components/filters/grid-choice.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { FlagMarks } from '../../components/person/flag-marks.tsx'
import { PersonLink } from '../../components/person/person-link.tsx'
import { ShowMoreList } from '../../components/show-more-list.tsx'
import { gridName } from '../../i18n/address-words.ts'
import { type Flag, flagNames } from '../../i18n/care-flags.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import styles from './services-page.module.css'
import { servicesWords } from './services-words.ts'

const LIMIT = 10_000

const Phone = ({ person }: Pick<IsolationSummary, 'person'>) => {
  const t = useWords(servicesWords)
  if (person === undefined) return t.hidden
  if (person === null) return t.erased
  const { phone } = person
  return phone === undefined ? t.noPhone : <a href={`tel:${phone}`}>{t.call(phone)}</a>
}

const PersonRow = ({ isolation: { id, person, grid, flags } }: { readonly isolation: IsolationSummary }) => {
  const { community } = useAppContext()
  return (
    <li className={styles['row']}>
      <span>
        <PersonLink id={id} person={person} />
        <span className={styles['grid']}>{gridName(grid, community)}</span>
      </span>
      <FlagMarks flags={flags} />
      <span className={styles['phone']}>
        <Phone person={person} />
      </span>
    </li>
  )
}

/** Requested services. As long as those are not recorded, the people who may need some. */
const ServicesPage = () => {
  const t = useWords(servicesWords)
  const { language } = useLanguage()
  const { community, me } = useAppContext()
  const [grid, setGrid] = useState<string>()
  const [flag, setFlag] = useState<Flag>()
  const path = pathWithQuery(`/communities/${community.id}/isolations`, {
    open: 'true',
    grid,
    include: me.personal ? 'person' : undefined,
  })
  const { rows, isDone, next, error, refetch } = useWholeList(path, isolationsIn, { most: LIMIT })
  const noted = useMemo(() => rows.filter(({ flags }) => flagNames.some((name) => flags[name])), [rows])
  const shown = flag === undefined ? noted : noted.filter(({ flags }) => flags[flag])
  return (
    <Page title={t.title} description={t.description}>
      <div className={styles['page']}>
        <Alert type="info" header={t.notYet}>
          {t.notYetWords}
        </Alert>
        <Panel title={t.requests} count={0}>
          <EmptyState>{t.noRequests}</EmptyState>
        </Panel>
        <Filters label={t.filters}>
          <GridChoice value={grid} onChange={setGrid} />
          <Choice
            label={t.may}
            all={`${t.all} (${noted.length})`}
            options={flagNames.map((name) => [
              name,
              `${domainWords[language].flag[name]} (${noted.filter(({ flags }) => flags[name]).length})`,
            ])}
            value={flag}
            onChange={setFlag}
          />
        </Filters>
        {error !== undefined && <ErrorState error={error} onRetry={refetch} />}
        <Panel
          title={flag === undefined ? t.may : domainWords[language].flag[flag]}
          count={shown.length}
          aside={isDone ? next !== undefined && t.tooMany(rows.length) : t.reading(rows.length)}
        >
          <p className={styles['hint']}>{flag === undefined ? t.mayWords : t.hints[flag]}</p>
          {shown.length === 0 ? (
            <EmptyState>{t.nobody}</EmptyState>
          ) : (
            <ShowMoreList label={t.may} rows={shown}>
              {(isolation) => <PersonRow key={isolation.id} isolation={isolation} />}
            </ShowMoreList>
          )}
        </Panel>
      </div>
    </Page>
  )
}

export default ServicesPage
