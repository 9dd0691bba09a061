import { useState } from 'react'
import { Link } from 'wouter'
import type { MyMatters } from '../../../api/endpoints/my-matters.ts'
import { Unreachable } from '../../api/request.ts'
import { useApiQuery } from '../../api/use-api-query.ts'
import { Page, QueryResult } from '../../components/page.tsx'
import { UnreadableRecords } from '../../components/unreadable-records.tsx'
import { useWords } from '../../i18n/language.tsx'
import { MatterCard } from './matter-card.tsx'
import styles from './my-matters-page.module.css'
import { myMattersWords } from './my-matters-words.ts'
import { QueuedAnswers } from './queued-answers.tsx'
import { useAnswers } from './use-answers.ts'

const FIRST_PAGE = 50
const LIMIT = 500

/** The matters of the signed-in person, to be answered with one thumb, also offline. */
const MyMattersPage = () => {
  const t = useWords(myMattersWords)
  const [limit, setLimit] = useState(FIRST_PAGE)
  const query = useApiQuery<MyMatters>(`/my-matters?limit=${limit}`)
  const answers = useAnswers()
  const matters = query.data?.matters ?? []
  return (
    <Page title={t.title} description={t.what}>
      <QueuedAnswers answers={answers} matters={matters} />
      {query.data === undefined && query.failureReason instanceof Unreachable ? (
        <p className={styles['notRead']} role="status">
          {t.notRead}
        </p>
      ) : (
        <QueryResult query={query}>
          {({ cursor, handedOn = 0, unreadable }) => (
            <section aria-label={t.title}>
              <p className={styles['count']} aria-live="polite">
                {matters.length === 0 ? t.nothing : t.open(matters.length)}
              </p>
              <UnreadableRecords ids={unreadable} />
              {handedOn > 0 && (
                <p className={styles['count']}>
                  <Link href="/responsibilities">{t.handedOn(handedOn)}</Link>
                </p>
              )}
              <ul className={styles['matters']}>
                {matters.map((mine) => (
                  <li key={mine.matter.id}>
                    <MatterCard matter={mine} answers={answers} />
                  </li>
                ))}
              </ul>
              {cursor !== undefined && limit < LIMIT && (
                <button type="button" className={styles['plain']} onClick={() => setLimit(LIMIT)}>
                  {t.more}
                </button>
              )}
            </section>
          )}
        </QueryResult>
      )}
    </Page>
  )
}

export default MyMattersPage
