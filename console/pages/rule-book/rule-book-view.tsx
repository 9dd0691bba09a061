import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { LadderKind, type RuleBook } from '../../../core/rule-book/rule-book.ts'
import { Panel } from '../../components/panel.tsx'
import { ladderName } from '../../i18n/disruption-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { ladderWords, valueWords } from './rule-book-differences.ts'
import { groupNames, ruleBookFields } from './rule-book-fields.ts'
import styles from './rule-book-page.module.css'
import { ruleBookWords } from './rule-book-words.ts'

/** A rule book for reading: every value and every ladder in words. */
export const RuleBookView = ({ book }: { readonly book: RuleBook }) => {
  const t = useWords(ruleBookWords)
  const { language } = useLanguage()
  return (
    <>
      <div className={styles['groups']}>
        {groupNames.map((group) => (
          <Panel key={group} title={t.groups[group]}>
            <KeyValuePairs
              columns={2}
              minColumnWidth={120}
              items={ruleBookFields
                .filter((field) => field.group === group)
                .map((field) => ({
                  label: t.fields[field.path],
                  value: valueWords(book, field, language),
                }))}
            />
          </Panel>
        ))}
      </div>
      <Panel title={t.ladders}>
        <p className={styles['quiet']}>{t.laddersWhat}</p>
        <KeyValuePairs
          items={LadderKind.options.map((kind) => ({
            label: ladderName(kind, language),
            value: ladderWords(book.ladders[kind], language),
          }))}
        />
      </Panel>
    </>
  )
}
