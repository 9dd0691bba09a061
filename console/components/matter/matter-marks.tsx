import Badge from '@cloudscape-design/components/badge'
import type { MatterKind } from '../../../core/rule-book/rule-book.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage } from '../../i18n/language.tsx'
import styles from './matter-marks.module.css'

/** The kinds of matters that are open, one small mark each. */
export const MatterMarks = ({ kinds }: { readonly kinds: readonly MatterKind[] }) => {
  const { language } = useLanguage()
  if (kinds.length === 0) return null
  return (
    <span className={styles['marks']}>
      {[...new Set(kinds)].map((kind) => (
        <Badge key={kind} color="red">
          <span aria-hidden="true">! </span>
          {domainWords[language].matter[kind]}
        </Badge>
      ))}
    </span>
  )
}
