import Alert from '@cloudscape-design/components/alert'
import { useMemo, useState } from 'react'
import type { IsolationSummary } from '../../api/views/isolation-summary.ts'
import { pathWith } from '../api/path.ts'
import { useWholeList } from '../api/whole-list.tsx'
import { Choice, Filters } from '../filters/choice.tsx'
import { GridChoice } from '../filters/grid-choice.tsx'
import { Nothing, Panel } from '../panel/panel.tsx'
import { type Flag, flagNames } from '../person/flag-names.ts'
import { FlagMarks } from '../person/flags.tsx'
import { isolationsIn } from '../person/isolations.ts'
import { PersonLink } from '../person/person-link.tsx'
import { Rows } from '../rows/rows.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { Failed } from '../shell/failed.tsx'
import { Page } from '../shell/page.tsx'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { gridName } from '../words/place.ts'
import styles from './services-page.module.css'
import { servicesWords } from './words.ts'

const MOST = 10_000

const Phone = ({ person }: Pick<IsolationSummary, 'person'>) => {
  const say = useWords(servicesWords)
  if (person === undefined) return say.hidden
  if (person === null) return say.erased
  const { phone } = person
  return phone === undefined ? say.noPhone : <a href={`tel:${phone}`}>{say.call(phone)}</a>
}

const PersonRow = ({ isolation: { id, person, grid, flags } }: { readonly isolation: IsolationSummary }) => {
  const { community } = useSurroundings()
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

/** What was asked for; as long as this is not recorded, who may need something. */
const ServicesPage = () => {
  const say = useWords(servicesWords)
  const { language } = useLanguage()
  const { client, community, me } = useSurroundings()
  const [grid, setGrid] = useState<string>()
  const [flag, setFlag] = useState<Flag>()
  const path = pathWith(`/communities/${community.id}/isolations`, {
    open: 'true',
    grid,
    include: me.personal ? 'person' : undefined,
  })
  const { rows, isDone, next, error, again } = useWholeList(client, path, isolationsIn, { most: MOST })
  const noted = useMemo(() => rows.filter(({ flags }) => flagNames.some((name) => flags[name])), [rows])
  const shown = flag === undefined ? noted : noted.filter(({ flags }) => flags[flag])
  return (
    <Page title={say.title} description={say.description}>
      <div className={styles['page']}>
        <Alert type="info" header={say.notYet}>
          {say.notYetWords}
        </Alert>
        <Panel title={say.requests} count={0}>
          <Nothing>{say.noRequests}</Nothing>
        </Panel>
        <Filters label={say.filters}>
          <GridChoice value={grid} onChoose={setGrid} />
          <Choice
            label={say.may}
            all={`${say.all} (${noted.length})`}
            options={flagNames.map((name) => [
              name,
              `${domainWords[language].flag[name]} (${noted.filter(({ flags }) => flags[name]).length})`,
            ])}
            value={flag}
            onChoose={setFlag}
          />
        </Filters>
        {error !== undefined && <Failed error={error} again={again} />}
        <Panel
          title={flag === undefined ? say.may : domainWords[language].flag[flag]}
          count={shown.length}
          aside={isDone ? next !== undefined && say.tooMany(rows.length) : say.reading(rows.length)}
        >
          <p className={styles['hint']}>{flag === undefined ? say.mayWords : say.hints[flag]}</p>
          {shown.length === 0 ? (
            <Nothing>{say.nobody}</Nothing>
          ) : (
            <Rows label={say.may} rows={shown}>
              {(isolation) => <PersonRow key={isolation.id} isolation={isolation} />}
            </Rows>
          )}
        </Panel>
      </div>
    </Page>
  )
}

export default ServicesPage
