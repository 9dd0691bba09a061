import ExpandableSection from '@cloudscape-design/components/expandable-section'
import { isOpen } from '../../../../core/isolation/isolation.ts'
import type { PersonDetails } from '../../../api/person-details.ts'
import { Panel } from '../../../components/panel.tsx'
import { RestartExecution } from '../../../components/workflow/restart-execution.tsx'
import { useWords, type Words } from '../../../i18n/language.tsx'
import { EndIsolation } from './end-isolation.tsx'
import { MergeIsolations } from './merge-isolations.tsx'
import styles from './person-actions.module.css'
import { ReleaseDecision } from './release-decision.tsx'
import { ReopenIsolation } from './reopen-isolation.tsx'
import { ReportForm } from './report-form.tsx'

interface ActionsWords {
  readonly actions: string
  readonly rarely: string
  readonly workflow: string
}

const words: Words<ActionsWords> = {
  en: {
    actions: 'What you can do',
    rarely: 'End it, merge it, or restart its workflow',
    workflow: 'Workflow',
  },
  'zh-CN': {
    actions: '可办理',
    rarely: '结束、合并或重新开始流程',
    workflow: '流程',
  },
}

/** The actions that the role may take on an isolation. */
export const PersonActions = ({ file, who }: { readonly file: PersonDetails; readonly who: string }) => {
  const t = useWords(words)
  const { isolation, permissions, matters } = file
  const { id, generation } = isolation
  const canReport = permissions.includes('recordReport')
  const canEnd = permissions.includes('endIsolation')
  const canMerge = permissions.includes('mergeIsolations')
  const canRestart = permissions.includes('restartIsolation')
  const canDecide =
    permissions.includes('decideRelease') && matters.some(({ answers }) => answers.includes('approve'))
  const { status } = isolation
  if (status.name === 'ended' && status.kept === undefined && permissions.includes('reopenIsolation'))
    return (
      <Panel title={t.actions}>
        <ReopenIsolation isolation={id} who={who} />
      </Panel>
    )
  if (!isOpen(isolation) || !(canReport || canEnd || canMerge || canRestart || canDecide)) return null
  return (
    <Panel title={t.actions}>
      <div className={styles['actions']}>
        {canDecide && <ReleaseDecision isolation={id} who={who} />}
        {canReport && <ReportForm isolation={id} />}
        {(canEnd || canMerge || canRestart) && (
          <ExpandableSection headerText={t.rarely}>
            <div className={styles['actions']}>
              {canEnd && <EndIsolation isolation={id} who={who} />}
              {canMerge && <MergeIsolations isolation={id} who={who} />}
              {canRestart && (
                <section>
                  <h3>{t.workflow}</h3>
                  <RestartExecution of="isolation" id={id} generation={generation} who={who} />
                </section>
              )}
            </div>
          </ExpandableSection>
        )}
      </div>
    </Panel>
  )
}
