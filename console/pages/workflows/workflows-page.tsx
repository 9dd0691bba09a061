import SegmentedControl from '@cloudscape-design/components/segmented-control'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { ListedExecution } from '../../../api/endpoints/executions.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { Filters } from '../../components/filters/filter-choice.tsx'
import { GridChoice } from '../../components/filters/grid-choice.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { ToastProvider } from '../../components/toast.tsx'
import { useWords } from '../../i18n/language.tsx'
import { DeadLetters } from './dead-letters.tsx'
import { ExecutionList } from './execution-list.tsx'
import { StateCounts } from './state-counts.tsx'
import { workflowsWords } from './workflows-words.ts'

const workflows: readonly ListedExecution['workflow'][] = ['isolation', 'escalation']

/** All executions of the community: those that need attention, the running and the ended ones. */
const WorkflowsPage = () => {
  const t = useWords(workflowsWords)
  const { community } = useAppContext()
  const [query, setQuery] = useSearchParams()
  const workflow = workflows.find((name) => name === query.get('workflow')) ?? 'isolation'
  const grid = query.get('grid') ?? undefined
  const choose = (name: string, value: string | undefined) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === undefined) after.delete(name)
        else after.set(name, value)
        return after
      },
      { replace: true },
    )
  const of = `${community.id} ${workflow} ${grid ?? ''}`
  return (
    <ToastProvider>
      <Page title={t.title} description={t.what}>
        <Filters label={t.filters}>
          <SegmentedControl
            label={t.workflow}
            selectedId={workflow}
            options={workflows.map((name) => ({ id: name, text: t.workflows[name] }))}
            onChange={({ detail }) => choose('workflow', detail.selectedId)}
          />
          <GridChoice value={grid} onChange={(next) => choose('grid', next)} />
        </Filters>
        <DeadLetters />
        <Panel title={t.attention}>
          <ExecutionList
            key={`attention ${of}`}
            workflow={workflow}
            show="attention"
            grid={grid}
            label={t.attention}
            none={t.nothingStuck}
          />
        </Panel>
        <StateCounts workflow={workflow} grid={grid} />
        <Panel title={t.running}>
          <ExecutionList
            key={`running ${of}`}
            workflow={workflow}
            show="running"
            grid={grid}
            label={t.running}
            none={t.noneRunning}
          />
        </Panel>
        <Panel title={t.ended}>
          <Ended key={`ended ${of}`} workflow={workflow} grid={grid} />
        </Panel>
      </Page>
    </ToastProvider>
  )
}

export default WorkflowsPage

/** Long lists that are seldom needed: read on request. */
const Ended = ({
  workflow,
  grid,
}: {
  readonly workflow: ListedExecution['workflow']
  readonly grid: string | undefined
}) => {
  const t = useWords(workflowsWords)
  const [isShown, setShown] = useState(false)
  if (!isShown) return <ActionButton onClick={() => setShown(true)}>{t.showEnded}</ActionButton>
  return <ExecutionList workflow={workflow} show="ended" grid={grid} label={t.ended} none={t.noneEnded} />
}
