import Alert from '@cloudscape-design/components/alert'
import { useState } from 'react'
import type { RuleBooks } from '../../../api/endpoints/rule-books.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useApiQuery } from '../../api/use-api-query.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { ChoiceField } from '../../components/form/form-field.tsx'
import { Page, QueryResult } from '../../components/page.tsx'
import { useWords } from '../../i18n/language.tsx'
import { DraftEditor } from './draft-editor.tsx'
import styles from './rule-book-page.module.css'
import { RuleBookView } from './rule-book-view.tsx'
import { ruleBookWords } from './rule-book-words.ts'
import { useDraft } from './use-draft.ts'

/** One version for reading. The live one can become a draft, with the permission to publish. */
const OneVersion = ({
  version,
  isLive,
  onBegin,
}: {
  readonly version: number
  readonly isLive: boolean
  readonly onBegin: (book: RuleBook) => void
}) => {
  const t = useWords(ruleBookWords)
  const { may } = useAppContext()
  const query = useApiQuery<RuleBook>(`/rule-books/${version}`)
  return (
    <QueryResult query={query}>
      {(book) => (
        <>
          {!may('publishRuleBook') ? (
            <p className={styles['quiet']}>{t.readOnly}</p>
          ) : (
            isLive && (
              <p>
                <ActionButton variant="primary" onClick={() => onBegin(book)}>
                  {t.edit}
                </ActionButton>
              </p>
            )
          )}
          <RuleBookView book={book} />
        </>
      )}
    </QueryResult>
  )
}

const Books = ({ books, refetch }: { readonly books: RuleBooks; readonly refetch: () => void }) => {
  const t = useWords(ruleBookWords)
  const { settings, may } = useAppContext()
  const [chosen, setChosen] = useState<number>()
  const [published, setPublished] = useState<number>()
  const { draft, begin, change, discard } = useDraft(settings.stage)
  const live = useApiQuery<RuleBook>(`/rule-books/${books.newest}`)
  const shown = chosen ?? books.newest
  if (draft !== undefined && may('publishRuleBook'))
    return (
      <QueryResult query={live}>
        {(book) => (
          <div className={styles['page']}>
            <DraftEditor
              live={book}
              draft={draft}
              onChange={change}
              onDiscard={discard}
              onPublished={(version) => {
                setPublished(version)
                discard()
                refetch()
              }}
              onOvertaken={refetch}
            />
          </div>
        )}
      </QueryResult>
    )
  return (
    <div className={styles['page']}>
      {published !== undefined && (
        <div role="status">
          <Alert type="success">{t.published(published)}</Alert>
        </div>
      )}
      <div className={styles['version']}>
        <ChoiceField<string>
          label={t.version}
          value={String(shown)}
          options={books.versions.map(
            (version) => [String(version), t.versionWords(version, version === books.newest)] as const,
          )}
          onChange={(version) => setChosen(Number(version))}
        />
      </div>
      <OneVersion version={shown} isLive={shown === books.newest} onBegin={begin} />
    </div>
  )
}

/** The rules as data: read, edited, compared and published. */
const RuleBookPage = () => {
  const t = useWords(ruleBookWords)
  const query = useApiQuery<RuleBooks>('/rule-books')
  return (
    <Page title={t.title} description={t.what}>
      <QueryResult query={query}>{(books) => <Books books={books} refetch={query.refetch} />}</QueryResult>
    </Page>
  )
}

export default RuleBookPage
