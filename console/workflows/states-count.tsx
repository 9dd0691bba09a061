import type { Executions, ListedExecution } from '../../functions/api/executions-list.ts'
import { useRead } from '../api/live.tsx'
import { pathWith } from '../api/path.ts'
import { Nothing, Panel } from '../panel/panel.tsx'
import { stateInChinese } from '../person/state-words.ts'
import { useSurroundings } from '../shell/context.tsx'
import { Shown } from '../shell/page.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import { workflowsWords } from './words.ts'
import styles from './workflows.module.css'

/** How many executions are in each state now. */
export const StatesCount = ({
  workflow,
  grid,
}: {
  readonly workflow: ListedExecution['workflow']
  readonly grid: string | undefined
}) => {
  const say = useWords(workflowsWords)
  const { language } = useLanguage()
  const { client, community } = useSurroundings()
  const read = useRead<Executions>(
    client,
    pathWith(`/communities/${community.id}/executions`, { workflow, show: 'running', grid, limit: 1 }),
  )
  return (
    <Panel title={say.byState}>
      <Shown read={read}>
        {({ byState }) => {
          const most = Math.max(1, ...byState.map(({ count }) => count))
          return byState.length === 0 ? (
            <Nothing>{say.noneRunning}</Nothing>
          ) : (
            <table className={styles['states']}>
              <thead>
                <tr>
                  <th scope="col">{say.state}</th>
                  <th scope="col">{say.count}</th>
                </tr>
              </thead>
              <tbody>
                {byState.map(({ state, count }) => (
                  <tr key={state}>
                    <th scope="row">{(language === 'en' ? undefined : stateInChinese(state)) ?? state}</th>
                    <td>
                      <span>{count}</span>
                      <progress value={count} max={most} aria-hidden="true" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Shown>
    </Panel>
  )
}
