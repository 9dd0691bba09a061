import { useMemo, useState } from 'react'
import type { IsolationSummary } from '../../api/views/isolation-summary.ts'
import { pathWith } from '../api/path.ts'
import { useWholeList } from '../api/whole-list.tsx'
import { Choice, Filters } from '../filters/choice.tsx'
import { GridChoice } from '../filters/grid-choice.tsx'
import { Switch } from '../filters/switch.tsx'
import { byUrgency } from '../matters/urgency.ts'
import { Nothing, Panel } from '../panel/panel.tsx'
import { type Flag, flagNames } from '../person/flag-names.ts'
import { isolationsIn } from '../person/isolations.ts'
import { Rows } from '../rows/rows.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { Failed } from '../shell/failed.tsx'
import { Page } from '../shell/page.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { KeyPersonRow } from './key-person-row.tsx'
import styles from './key-persons-page.module.css'
import { keyPersonsWords } from './words.ts'

const MOST = 10_000

/** Everybody who is followed now, the most urgent first. */
const KeyPersonsPage = () => {
  const say = useWords(keyPersonsWords)
  const { language } = useLanguage()
  const { client, community, me } = useSurroundings()
  const [grid, setGrid] = useState<string>()
  const [flag, setFlag] = useState<Flag>()
  const [isMattersOnly, setMattersOnly] = useState(false)
  const path = pathWith(`/communities/${community.id}/isolations`, {
    open: 'true',
    grid,
    include: me.personal ? 'person' : undefined,
  })
  const { rows, isDone, next, error, again } = useWholeList(client, path, isolationsIn, { most: MOST })
  const shown = useMemo(() => {
    const wanted = ({ flags, matters }: IsolationSummary) =>
      (flag === undefined || flags[flag]) && (!isMattersOnly || matters.length > 0)
    return rows.filter(wanted).sort(byUrgency)
  }, [rows, flag, isMattersOnly])
  return (
    <Page title={say.title} description={say.description}>
      <div className={styles['page']}>
        <Filters label={say.filters}>
          <GridChoice value={grid} onChoose={setGrid} />
          <Choice
            label={say.flag}
            all={say.anyFlag}
            options={flagNames.map((name) => [name, domainWords[language].flag[name]])}
            value={flag}
            onChoose={setFlag}
          />
          <Switch label={say.withMatters} isOn={isMattersOnly} onSwitch={setMattersOnly} />
        </Filters>
        {error !== undefined && <Failed error={error} again={again} />}
        <Panel
          title={say.followed}
          count={shown.length}
          aside={isDone ? next !== undefined && say.tooMany(rows.length) : say.reading(rows.length)}
        >
          {!isDone && rows.length === 0 && error === undefined ? (
            <Waiting />
          ) : shown.length === 0 ? (
            <Nothing>{rows.length === 0 ? say.nobody : say.nobodyHere}</Nothing>
          ) : (
            <Rows label={say.followed} rows={shown}>
              {(isolation) => <KeyPersonRow key={isolation.id} isolation={isolation} />}
            </Rows>
          )}
        </Panel>
      </div>
    </Page>
  )
}

export default KeyPersonsPage
