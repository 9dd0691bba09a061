import { useState } from 'react'
import { Link } from 'wouter'
import type * as z from 'zod/mini'
import type { LinePage as LinePageShape } from '../../../api/endpoints/no-one-left-behind.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useLinePages } from '../../api/use-line-pages.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { PersonLink } from '../../components/person/person-link.tsx'
import { UnreadableRecords } from '../../components/unreadable-records.tsx'
import { formatDateTime } from '../../i18n/date-time.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { ownersWords } from '../../i18n/owner-words.ts'
import styles from './no-one-left-behind.module.css'
import { overviewWords } from './overview-words.ts'

export type LookedAfter = z.infer<typeof LinePageShape>
type Offender = LookedAfter['offenders'][number]

export const linePath = (community: string, include?: 'person'): string =>
  pathWithQuery('/no-one-left-behind', { community, include })

/** Figures are mostly a minute behind: nobody needs to read that. */
const AGE_SHOWN = 2 * 60_000

const isOld = (countedAt: string, now: string): boolean => Date.parse(countedAt) + AGE_SHOWN < Date.parse(now)

const OffenderRow = ({ offender }: { readonly offender: Offender }) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const { id, isolation, kind, owes = [], person, since } = offender
  return (
    <li>
      {isolation !== undefined && <PersonLink id={isolation} person={person} />}
      {isolation === undefined && kind === undefined && <code>{id}</code>}
      {kind !== undefined && <Link href={`/matters/${id}`}>{domainWords[language].matter[kind]}</Link>}
      <span>{t.since(formatDateTime(since, language, community.zone, now))}</span>
      {owes.length > 0 && <span>{t.owes(ownersWords(owes, community, language))}</span>}
    </li>
  )
}

/** Why the line is not green, and who is concerned. Names are read only here, because each reading of them is recorded. */
const Reasons = ({ line }: { readonly line: LookedAfter }) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { pages, next, showMore } = useLinePages(linePath(community.id, 'person'))
  const [named = line] = pages
  const listed = (pages.length === 0 ? [line] : pages).flatMap(({ offenders, slow }) => [
    ...offenders,
    ...slow,
  ])
  return (
    <>
      <ul className={styles['reasons']} aria-label={t.offenders}>
        {named.reasons.map(({ why, count, words, todo }) => {
          const found = listed.filter((one) => one.why === why)
          return (
            <li key={why}>
              <p>
                <strong>
                  {words[language]} ({count})
                </strong>{' '}
                {todo[language]}
              </p>
              <ul className={styles['offenders']}>
                {found.map((offender) => (
                  <OffenderRow key={`${offender.isolation} ${offender.id}`} offender={offender} />
                ))}
              </ul>
              {count > found.length && <p>{t.more(count - found.length)}</p>}
            </li>
          )
        })}
      </ul>
      {next !== undefined && <ActionButton onClick={showMore}>{t.showMore}</ActionButton>}
    </>
  )
}

const Checks = ({ checks }: Pick<LookedAfter, 'checks'>) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  return (
    <ul className={styles['checks']} aria-label={t.checks}>
      {checks.map(({ check, line, words }) => (
        <li key={check} data-line={line}>
          <span aria-hidden="true">{line === 'green' ? '✓' : '!'}</span> {words[language]}
        </li>
      ))}
    </ul>
  )
}

/** The line "no one left behind": green, amber or red, with the people concerned and the checks. */
export const NoOneLeftBehind = ({ line }: { readonly line: LookedAfter }) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const [isOpen, setOpen] = useState(false)
  const [isExplained, setExplained] = useState(false)
  const { checks, countedAt, offenders, open, reasons, slow, sweptAt } = line
  const left = new Set(offenders.map(({ id, isolation }) => isolation ?? id)).size
  const notRed = line.line === 'green' ? t.green : t.amber
  const isFull = checks.some(({ check }) => check === 'record_has_room')
  const red = left === 0 ? t.asleep : t.red(left)
  const words = isFull ? t.full : line.line === 'red' ? red : notRed
  return (
    <section className={styles['line']} data-line={line.line} aria-label={words}>
      <p className={styles['words']} role="status">
        <span className={styles['sign']} aria-hidden="true">
          {line.line === 'green' ? '✓' : '!'}
        </span>
        {words}
      </p>
      {isFull && left > 0 && <p className={styles['figures']}>{t.red(left)}</p>}
      <p className={styles['figures']}>
        {t.lookedAfter(Math.max(0, open - left), open)}
        {' · '}
        {sweptAt === null ? t.notSwept : t.sweptAt(formatDateTime(sweptAt, language, community.zone, now))}
        {isOld(countedAt, now) &&
          ` · ${t.countedAt(formatDateTime(countedAt, language, community.zone, now))}`}
      </p>
      {reasons.length > 0 && (
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t.who(left + slow.length)}
        </button>
      )}
      <button type="button" aria-expanded={isExplained} onClick={() => setExplained(!isExplained)}>
        {t.checks}
      </button>
      <UnreadableRecords
        ids={offenders.filter(({ why }) => why === 'record_unreadable').map(({ id }) => id)}
        count={reasons.find(({ why }) => why === 'record_unreadable')?.count ?? 0}
      />
      {isOpen && reasons.length > 0 && <Reasons line={line} />}
      {isExplained && <Checks checks={checks} />}
    </section>
  )
}
