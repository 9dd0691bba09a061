import { MatterKind, type RuleBook } from '../../core/domain/rule-book.ts'
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
            <dl className={look['values']}>
              {bookFields
                .filter((field) => field.group === group)
                .map((field) => (
                  <div key={field.path}>
                    <dt>{say.fields[field.path]}</dt>
                    <dd>{valueWords(book, field, language)}</dd>
                  </div>
                ))}
            </dl>
          </Panel>
        ))}
      </div>
      <Panel title={say.ladders}>
        <p className={look['quiet']}>{say.laddersWhat}</p>
        <dl className={look['ladders']}>
          {MatterKind.options.map((kind) => (
            <div key={kind}>
              <dt>{domainWords[language].matter[kind]}</dt>
              <dd>{ladderWords(book.ladders[kind], language)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </>
  )
}
