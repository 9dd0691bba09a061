import Alert from '@cloudscape-design/components/alert'
import { useState } from 'react'
import type { Published } from '../../../api/endpoints/rule-books.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { ApiError, Unreachable } from '../../api/request.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { ConfirmDraftDialog } from './confirm-draft-dialog.tsx'
import { DifferenceList } from './difference-list.tsx'
import { differencesBetween } from './rule-book-differences.ts'
import { type Draft, readDraft } from './rule-book-draft.ts'
import { RuleBookForm } from './rule-book-form.tsx'
import styles from './rule-book-page.module.css'
import { ruleBookWords } from './rule-book-words.ts'

const useFailureWords = (failure: unknown): string | undefined => {
  const t = useWords(ruleBookWords)
  if (failure === undefined) return undefined
  if (failure instanceof Unreachable) return t.notReached
  return failure instanceof ApiError && failure.status === 409 ? t.overtaken : t.failed
}

/** A draft, its changes, and the button that publishes it. */
export const DraftEditor = ({
  live,
  draft,
  onChange,
  onDiscard,
  onPublished,
  onOvertaken,
}: {
  readonly live: RuleBook
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly onDiscard: () => void
  readonly onPublished: (version: number) => void
  readonly onOvertaken: () => void
}) => {
  const t = useWords(ruleBookWords)
  const { language } = useLanguage()
  const { client } = useAppContext()
  const [asked, setAsked] = useState<'publish' | 'discard'>()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const why = useFailureWords(failure)
  const version = live.version + 1
  const read = readDraft(draft, version, language)
  const mistakes = 'mistakes' in read ? read.mistakes : new Map<string, string>()
  const differences = 'book' in read ? differencesBetween(live, read.book, language) : []

  const publish = async (book: RuleBook) => {
    setAsked(undefined)
    setBusy(true)
    setFailure(undefined)
    try {
      const published = await client.post<Published>('/rule-books', book)
      onPublished(published.version)
    } catch (error) {
      setFailure(error)
      if (error instanceof ApiError && error.status === 409) onOvertaken()
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Panel title={t.draft(version)}>
        <p className={styles['quiet']}>{t.draftKept}</p>
        {draft.from !== live.version && <Alert type="warning">{t.movedOn(draft.from, live.version)}</Alert>}
        <h3>{t.differences}</h3>
        <div aria-live="polite">
          {'book' in read ? (
            <DifferenceList differences={differences} />
          ) : (
            <Alert type="warning">{t.notYet(mistakes.size)}</Alert>
          )}
        </div>
        {why !== undefined && (
          <div role="alert">
            <Alert type="error">{why}</Alert>
          </div>
        )}
        <div className={styles['orders']}>
          <ActionButton
            variant="primary"
            isDisabled={isBusy || differences.length === 0}
            onClick={() => setAsked('publish')}
          >
            {isBusy ? t.publishing : t.publish(version)}
          </ActionButton>
          <ActionButton isDisabled={isBusy} onClick={() => setAsked('discard')}>
            {t.discard}
          </ActionButton>
        </div>
      </Panel>
      <RuleBookForm draft={draft} mistakes={mistakes} onChange={onChange} />
      {asked === 'publish' && 'book' in read && (
        <ConfirmDraftDialog
          action={t.publish(version)}
          question={t.publishSure}
          onConfirm={() => void publish(read.book)}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {asked === 'discard' && (
        <ConfirmDraftDialog
          action={t.discard}
          question={t.discardSure}
          isGrave
          onConfirm={onDiscard}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
