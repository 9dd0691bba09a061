import Button from '@cloudscape-design/components/button'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { useBoxWidth } from '../use-box-width.ts'
import type { Drawing, DrawnState, DrawnStep } from './drawing.ts'
import { pathThrough } from './edge-path.ts'
import { LINE } from './node-lines.ts'
import styles from './workflow.module.css'
import { workflowWords } from './workflow-words.ts'

/** Smaller words cannot be read: the drawing scrolls instead. */
const SMALLEST_FIRST = 0.8
const STEP = 1.25

/** The states and the ways between them, in a box of its own that scrolls. */
export const WorkflowDrawing = ({
  drawing,
  current,
  chosen,
  onChange,
}: {
  readonly drawing: Drawing
  readonly current: string | undefined
  readonly chosen: string | undefined
  readonly onChange: (state: string) => void
}) => {
  const t = useWords(workflowWords)
  const [box, width] = useBoxWidth<HTMLDivElement>()
  const [zoom, setZoom] = useState<number>()
  const arrow = useId()
  const fit = width === 0 ? 1 : Math.min(1, width / drawing.width)
  const scale = zoom ?? Math.max(fit, SMALLEST_FIRST)
  const seen = useRef<string>(undefined)
  useEffect(() => {
    const at = drawing.states.find(({ name }) => name === current)
    if (width === 0 || box.current === null || at === undefined || seen.current === current) return
    seen.current = current
    box.current.scrollLeft = (at.x - drawing.left) * scale - width / 2
    box.current.scrollTop = (at.y - drawing.top) * scale - box.current.clientHeight / 2
  }, [drawing, current, scale, width, box])
  return (
    <>
      <div className={styles['zoom']}>
        <Button iconName="zoom-out" onClick={() => setZoom(Math.max(0.2, scale / STEP))}>
          {t.smaller}
        </Button>
        <Button iconName="zoom-in" onClick={() => setZoom(Math.min(2.5, scale * STEP))}>
          {t.larger}
        </Button>
        <Button iconName="zoom-to-fit" onClick={() => setZoom(fit)}>
          {t.fit}
        </Button>
      </div>
      <div ref={box} className={styles['box']}>
        {/* biome-ignore lint/a11y/useSemanticElements: a group of HTML cannot hold a drawing */}
        <svg
          width={drawing.width * scale}
          height={drawing.height * scale}
          viewBox={`${drawing.left} ${drawing.top} ${drawing.width} ${drawing.height}`}
          role="group"
          aria-label={t.drawing}
        >
          <defs>
            {(['idle', 'visited'] as const).map((kind) => (
              <marker
                key={kind}
                id={`${arrow}-${kind}`}
                className={styles['arrow']}
                data-kind={kind}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="8"
                markerHeight="8"
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M0 0L8 4L0 8z" />
              </marker>
            ))}
          </defs>
          {inOrder(drawing.steps).map((step) => (
            <Way key={[step.from, step.to, step.kind, step.label].join('\n')} step={step} arrow={arrow} />
          ))}
          {drawing.states.map((state) => (
            <StateBox
              key={state.name}
              state={state}
              isCurrent={state.name === current}
              isChosen={state.name === chosen}
              onChange={() => onChange(state.name)}
            />
          ))}
          {drawing.steps
            .filter(({ visits = 0 }) => visits > 0)
            .map(({ from, to, kind, label, middle, visits }) => (
              <g key={[from, to, kind, label].join('\n')} className={styles['count']}>
                <rect x={middle.x - 13} y={middle.y - 9} width="26" height="18" rx="9" />
                <text x={middle.x} y={middle.y + 4} textAnchor="middle">
                  {visits}×
                </text>
              </g>
            ))}
        </svg>
      </div>
    </>
  )
}

/** What has happened is drawn over what has not. */
const inOrder = (steps: readonly DrawnStep[]): DrawnStep[] =>
  steps.toSorted((a, b) => Number((a.visits ?? 0) > 0) - Number((b.visits ?? 0) > 0))

const Way = ({ step, arrow }: { readonly step: DrawnStep; readonly arrow: string }) => {
  const isVisited = (step.visits ?? 0) > 0
  return (
    <path
      className={styles['way']}
      data-kind={step.kind}
      data-aside={step.isAside}
      data-visited={isVisited}
      d={pathThrough(step.points)}
      markerEnd={`url(#${arrow}-${isVisited ? 'visited' : 'idle'})`}
    >
      <title>
        {[`${step.from} → ${step.to}`, ...(step.label === undefined ? [] : [step.label])].join(': ')}
      </title>
    </path>
  )
}

const StateBox = ({
  state,
  isCurrent,
  isChosen,
  onChange,
}: {
  readonly state: DrawnState
  readonly isCurrent: boolean
  readonly isChosen: boolean
  readonly onChange: () => void
}) => {
  const t = useWords(workflowWords)
  const { x, y, width, height, titleLines, glossLines, noteLines, visits = 0 } = state
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onChange()
  }
  const lines = [
    ...titleLines.map((words) => ({ words, look: 'title' })),
    ...glossLines.map((words) => ({ words, look: 'gloss' })),
    ...noteLines.map((words) => ({ words, look: 'note' })),
  ]
  const top = y - height / 2
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button of HTML cannot stand in a drawing
    <g
      className={styles['state']}
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      aria-label={[
        titleLines.join(' '),
        visits === 0 ? t.notVisited : t.visits(visits),
        ...(isCurrent ? [t.now, noteLines.join(' ')] : []),
      ].join(', ')}
      data-aside={state.isAside}
      data-visited={visits > 0}
      data-current={isCurrent}
      data-chosen={isChosen}
      onClick={onChange}
      onKeyDown={onKey}
    >
      {state.comment !== undefined && <title>{state.comment}</title>}
      <rect x={x - width / 2} y={top} width={width} height={height} rx={state.type === 'Choice' ? 14 : 6} />
      {lines.map(({ words, look }, index) => (
        <text
          key={`${look} ${words}`}
          data-look={look}
          x={x}
          y={top + 17 + index * LINE + (look === 'note' ? 6 : 0)}
          textAnchor="middle"
        >
          {words}
        </text>
      ))}
    </g>
  )
}
