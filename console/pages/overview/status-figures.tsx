import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Overview } from '../../../core/figures/overview.ts'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { overviewWords } from './overview-words.ts'
import styles from './status-figures.module.css'

const Figure = ({
  count,
  href,
  children,
}: {
  readonly count: number
  readonly href: string
  readonly children: ReactNode
}) => (
  <li>
    <Link href={href}>
      <strong>{count}</strong>
      <span>{children}</span>
    </Link>
  </li>
)

const statuses = ['following', 'referred', 'under_review', 'approved', 'released', 'ended'] as const

/** The number of people by status, with links to the ledgers. */
export const StatusFigures = ({
  overview: { registered, byStatus },
  grid,
}: {
  readonly overview: Overview
  readonly grid: string | undefined
}) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  return (
    <ul className={styles['figures']} aria-label={t.counts}>
      <Figure count={registered} href={pathWithQuery('/ledgers', { grid })}>
        {t.registered}
      </Figure>
      {statuses.map((status) => (
        <Figure key={status} count={byStatus[status]} href={pathWithQuery('/ledgers', { status, grid })}>
          {domainWords[language].status[status]}
        </Figure>
      ))}
    </ul>
  )
}
