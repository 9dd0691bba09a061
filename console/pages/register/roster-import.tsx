import Alert from '@cloudscape-design/components/alert'
import FileUpload from '@cloudscape-design/components/file-upload'
import type { Previewed } from '../../../api/endpoints/rosters.ts'
import { ApiError, Unreachable } from '../../api/request.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { problemReasonWords } from '../../i18n/problem-reason-words.ts'
import { ImportProgress } from './import-progress.tsx'
import styles from './register-page.module.css'
import { registerWords } from './register-words.ts'
import { RejectedRows } from './rejected-rows.tsx'
import { UnderstoodColumns } from './understood-columns.tsx'
import { useRosterImport } from './use-roster-import.ts'

const useErrorWords = (error: Error | undefined): string | undefined => {
  const t = useWords(registerWords)
  const { language } = useLanguage()
  if (error === undefined) return undefined
  if (error instanceof Unreachable) return t.notReached
  if (error instanceof ApiError && error.status === 413) return t.tooLarge
  if (error instanceof ApiError && error.error === 'RosterUnreadable')
    return problemReasonWords(error.message, language)
  return t.refused
}

const toImport = ({ counts }: Previewed): number => counts.new + counts.notLookedUp + counts.restarted

/** A roster: chosen, previewed, imported. */
export const RosterImport = () => {
  const t = useWords(registerWords)
  const roster = useRosterImport()
  const { file, preview, begun, isBusy, error } = roster
  const why = useErrorWords(error)
  return (
    <Panel title={t.roster}>
      <p>{t.rosterWhat}</p>
      <FileUpload
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        value={file === undefined ? [] : [file]}
        i18nStrings={{
          uploadButtonText: () => (file === undefined ? t.chooseFile : t.otherFile),
          dropzoneText: () => t.dropFile,
          removeFileAriaLabel: (_, name) => t.removeFile(name),
        }}
        onChange={({ detail }) => {
          const [chosen] = detail.value
          if (chosen === undefined) roster.clear()
          else void roster.choose(chosen)
        }}
      />
      <p role="status">{isBusy ? (preview === undefined ? t.reading : t.importing) : ''}</p>
      {why !== undefined && (
        <div role="alert">
          <Alert type="error">{why}</Alert>
        </div>
      )}
      {begun !== undefined ? (
        <ImportProgress id={begun} />
      ) : (
        preview !== undefined && (
          <>
            <p className={styles['counts']}>
              {t.counts({
                fresh: preview.counts.new,
                later: preview.counts.notLookedUp,
                already: preview.counts.registeredAlready,
                restarted: preview.counts.restarted,
                over: preview.counts.overAlready,
                conflicts: preview.counts.conflicts,
                rejected: preview.counts.rejected,
              })}
            </p>
            <UnderstoodColumns file={preview.file} columns={preview.columns} />
            <p>
              <ActionButton
                variant="primary"
                isDisabled={isBusy || toImport(preview) === 0}
                onClick={() => void roster.import()}
              >
                {t.import(toImport(preview))}
              </ActionButton>
            </p>
            <RejectedRows
              rows={preview.rows.filter(({ result }) => result === 'rejected' || result === 'conflict')}
              count={preview.counts.rejected + preview.counts.conflicts}
            />
          </>
        )
      )}
    </Panel>
  )
}
