import { useState } from 'react'
import { Link } from 'wouter'
import type * as z from 'zod/mini'
import type { LookedAfter as LookedAfterShape } from '../../functions/api/line-view.ts'
import { useLive } from '../api/live.tsx'
import { shortId } from '../person/person-link.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import { momentOf } from '../words/time.ts'
import styles from './the-line.module.css'
import { overviewWords } from './words.ts'

export type LookedAfter = z.infer<typeof LookedAfterShape>

const Offenders = ({ offenders }: Pick<LookedAfter, 'offenders'>) => {
  const say = useWords(overviewWords)
  const { language } = useLanguage()
  const { community } = useSurroundings()
  const { now } = useLive()
  return (
    <ul className={styles['offenders']} aria-label={say.offenders}>
      {offenders.map(({ id, isolation, why, since }) => (
        <li key={`${id} ${why}`}>
          {isolation !== undefined && <Link href={`/people/${isolation}`}>{shortId(isolation)}</Link>}
          <span>{say.why[why] ?? say.whyElse}</span>
          <span>{say.since(momentOf(since, language, community.zone, now))}</span>
        </li>
      ))}
    </ul>
  )
}

/** The one line: green, or red with everybody who is left behind one click away. */
export const TheLine = ({ line }: { readonly line: LookedAfter }) => {
  const say = useWords(overviewWords)
  const { language } = useLanguage()
  const { community } = useSurroundings()
  const { now } = useLive()
  const [isOpen, setOpen] = useState(false)
  const { offenders, open, sweptAt } = line
  const left = new Set(offenders.map(({ id, isolation }) => isolation ?? id)).size
  const words = line.line === 'green' ? say.green : left === 0 ? say.asleep : say.red(left)
  return (
    <section className={styles['line']} data-line={line.line} aria-label={words}>
      <p className={styles['words']} role="status">
        <span className={styles['sign']} aria-hidden="true">
          {line.line === 'green' ? '✓' : '!'}
        </span>
        {words}
      </p>
      <p className={styles['figures']}>
        {say.lookedAfter(Math.max(0, open - left), open)}
        {' · '}
        {sweptAt === null ? say.notSwept : say.sweptAt(momentOf(sweptAt, language, community.zone, now))}
      </p>
      {offenders.length > 0 && (
        <>
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say.who(left)}
          </button>
          {isOpen && <Offenders offenders={offenders} />}
        </>
      )}
    </section>
  )
}
