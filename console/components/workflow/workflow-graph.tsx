import { useMemo, useState } from 'react'
import type { Deadline } from '../../../api/views/deadline-view.ts'
import type { Graph } from '../../../api/views/state-machine-graph.ts'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { formatDateTime } from '../../i18n/date-time.ts'
import { deadlineWords } from '../../i18n/deadline-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { stateInChinese } from '../../i18n/workflow-state-words.ts'
import { CheckField } from '../form/form-field.tsx'
import { useIsNarrow } from '../use-is-narrow.ts'
import { type ExecutionEvent, type Visit, visitsOf } from './execution-visits.ts'
import { asideOf, drawn, layOut } from './graph-layout.ts'
import { StateVisits } from './state-visits.tsx'
import styles from './workflow.module.css'
import { WorkflowDrawing } from './workflow-drawing.tsx'
import { workflowWords } from './workflow-words.ts'

/** The drawing, the list of what was visited, and the visits of the state that was chosen. */
const WorkflowGraph = ({
  graph,
  events,
  next,
  zone,
}: {
  readonly graph: Graph
  readonly events: readonly ExecutionEvent[]
  /** Stands at the current state. null: nothing is awaited. */
  readonly next: Deadline | null
  readonly zone: string
}) => {
  const t = useWords(workflowWords)
  const { language } = useLanguage()
  const { now } = useLiveUpdates()
  const [withFailures, setWithFailures] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const note = next === null ? undefined : deadlineWords(next, language, zone, now)
  const isNarrow = useIsNarrow()
  const drawing = useMemo(() => {
    const words = ({ name }: Graph['nodes'][number]) => {
      const gloss = language === 'en' ? undefined : stateInChinese(name)
      return {
        title: gloss ?? name,
        ...(gloss === undefined ? {} : { gloss: name }),
        ...(name === graph.current && note !== undefined ? { note } : {}),
      }
    }
    return layOut(drawn(graph, withFailures), words, isNarrow ? 'narrow' : 'wide', asideOf(graph))
  }, [graph, withFailures, language, note, isNarrow])
  const visits = useMemo(() => visitsOf(events), [events])
  return (
    <>
      <CheckField label={t.failures} isOn={withFailures} onChange={setWithFailures} />
      <WorkflowDrawing drawing={drawing} current={graph.current} chosen={chosen} onChange={setChosen} />
      <div className={styles['below']}>
        <VisitedStates
          visits={visits}
          current={graph.current}
          chosen={chosen}
          onChange={setChosen}
          zone={zone}
        />
        <StateVisits
          state={chosen}
          visits={visits.filter(({ state }) => state === chosen)}
          zone={zone}
          onClose={() => setChosen(undefined)}
        />
      </div>
    </>
  )
}

export default WorkflowGraph

/** The visited states, latest first: the drawing as text. */
const VisitedStates = ({
  visits,
  current,
  chosen,
  onChange,
  zone,
}: {
  readonly visits: readonly Visit[]
  readonly current: string | undefined
  readonly chosen: string | undefined
  readonly onChange: (state: string) => void
  readonly zone: string
}) => {
  const t = useWords(workflowWords)
  const { language } = useLanguage()
  const states = [...new Set(visits.toReversed().map(({ state }) => state))]
  if (states.length === 0) return null
  return (
    <section className={styles['visited']} aria-label={t.visited}>
      <h3>{t.visited}</h3>
      <ul>
        {states.map((state) => {
          const of = visits.filter((visit) => visit.state === state)
          return (
            <li key={state}>
              <button
                type="button"
                aria-pressed={state === chosen}
                data-current={state === current}
                onClick={() => onChange(state)}
              >
                <span>{(language === 'en' ? undefined : stateInChinese(state)) ?? state}</span>
                <small>
                  {state === current && <strong>{t.now} · </strong>}
                  {t.visits(of.length)} · {formatDateTime(of.at(-1)?.enteredAt ?? '', language, zone)}
                </small>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
