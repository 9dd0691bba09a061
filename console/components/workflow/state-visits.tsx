import ExpandableSection from '@cloudscape-design/components/expandable-section'
import { useEffect, useRef } from 'react'
import { formatDateTime } from '../../i18n/date-time.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { stateInChinese } from '../../i18n/workflow-state-words.ts'
import { ActionButton } from '../action-button.tsx'
import layout from '../layout.module.css'
import { dataOf, type Visit } from './execution-visits.ts'
import styles from './workflow.module.css'
import { workflowWords } from './workflow-words.ts'

/** Each visit to one state: entered, left, and the data of its events. */
export const StateVisits = ({
  state,
  visits,
  zone,
  onClose,
}: {
  /** undefined: none is chosen. */
  readonly state: string | undefined
  readonly visits: readonly Visit[]
  readonly zone: string
  readonly onClose: () => void
}) => {
  const t = useWords(workflowWords)
  const { language } = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  const opener = useRef<HTMLElement | SVGElement>(null)
  useEffect(() => {
    if (state === undefined) return
    const { activeElement } = document
    if (activeElement instanceof HTMLElement || activeElement instanceof SVGElement)
      opener.current = activeElement
    heading.current?.focus()
  }, [state])
  const close = () => {
    opener.current?.focus()
    onClose()
  }
  if (state === undefined) return <p className={layout['quiet']}>{t.choose}</p>
  const gloss = language === 'en' ? undefined : stateInChinese(state)
  return (
    <section className={styles['visits']} aria-label={t.openState(gloss ?? state)}>
      <h3 ref={heading} tabIndex={-1}>
        {gloss ?? state}
        {gloss !== undefined && <small lang="en"> {state}</small>}
      </h3>
      <ActionButton onClick={close}>{t.close}</ActionButton>
      {visits.length === 0 && <p className={layout['quiet']}>{t.notVisited}</p>}
      <ul>
        {visits.toReversed().map(({ enteredAt, leftAt, events }) => (
          <li key={events[0]?.id}>
            <p>
              {t.entered} <time dateTime={enteredAt}>{formatDateTime(enteredAt, language, zone)}</time> ·{' '}
              {t.left}{' '}
              {leftAt === undefined ? (
                t.stillThere
              ) : (
                <time dateTime={leftAt}>{formatDateTime(leftAt, language, zone)}</time>
              )}
            </p>
            <ExpandableSection headerText={`${t.data}: ${t.events(events.length)}`}>
              {events.map((event) => (
                <div key={event.id}>
                  <p className={styles['event']} lang="en">
                    {event.type} · {formatDateTime(event.at, language, zone)}
                  </p>
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
                  <pre tabIndex={0}>{dataOf(event)}</pre>
                </div>
              ))}
            </ExpandableSection>
          </li>
        ))}
      </ul>
    </section>
  )
}
