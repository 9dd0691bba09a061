import { Link } from 'wouter'
import type { Overview } from '../../../core/figures/overview.ts'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { rungs } from '../../components/matter/rung-order.ts'
import { Panel } from '../../components/panel.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { type CountBar, CountBars } from './count-bars.tsx'
import styles from './open-matters.module.css'
import { overviewWords } from './overview-words.ts'

/** Open matters by rung, with links to the responsibilities. */
export const OpenMatters = ({
  matters: { open, overdue, byRung, beforeTheFirstRung },
  grid,
}: {
  readonly matters: Overview['matters']
  readonly grid: string | undefined
}) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  const rows: CountBar[] = rungs
    .filter((rung) => byRung[rung] > 0)
    .map((rung) => ({
      name: rung,
      words: domainWords[language].rung[rung],
      count: byRung[rung],
      href: pathWithQuery('/responsibilities', { rung, grid }),
      isGrave: rung === 'police_station',
    }))
  if (beforeTheFirstRung > 0) rows.push({ name: 'before', words: t.notToldYet, count: beforeTheFirstRung })
  return (
    <Panel
      title={t.mattersByRung}
      aside={
        open > 0 && (
          <>
            {t.openMatters(open)}
            {overdue > 0 && (
              <>
                {' · '}
                <Link
                  className={styles['overdue']}
                  href={pathWithQuery('/responsibilities', { overdue: 'true', grid })}
                >
                  {t.overdue(overdue)}
                </Link>
              </>
            )}
          </>
        )
      }
    >
      {rows.length === 0 ? (
        <EmptyState>{t.noMatters}</EmptyState>
      ) : (
        <CountBars label={t.mattersByRung} rows={rows} />
      )}
    </Panel>
  )
}
