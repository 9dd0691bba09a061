import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import { MatterKind, type RuleBook } from '../../core/rule-book/rule-book.ts'
import { Panel } from '../panel/panel.tsx'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { bookFields, groupNames } from './book-fields.ts'
import { ladderWords, valueWords } from './differences.ts'
import look from './rule-book.module.css'
import { ruleBookWords } from './words.ts'

/** A rule book to be read: every value and every ladder in words. */
export const BookWords = ({ book }: { readonly book: RuleBook }) => {
  const say = useWords(ruleBookWords)
  const { language } = useLanguage()
  return (
    <>
      <div className={look['groups']}>
        {groupNames.map((group) => (
          <Panel key={group} title={say.groups[group]}>
            <KeyValuePairs
              columns={2}
              minColumnWidth={120}
              items={bookFields
                .filter((field) => field.group === group)
                .map((field) => ({
                  label: say.fields[field.path],
                  value: valueWords(book, field, language),
                }))}
            />
          </Panel>
        ))}
      </div>
      <Panel title={say.ladders}>
        <p className={look['quiet']}>{say.laddersWhat}</p>
        <KeyValuePairs
          items={MatterKind.options.map((kind) => ({
            label: domainWords[language].matter[kind],
            value: ladderWords(book.ladders[kind], language),
          }))}
        />
      </Panel>
    </>
  )
}
