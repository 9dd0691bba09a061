import Badge from '@cloudscape-design/components/badge'
import type { Flags } from '../../../core/person/registration.ts'
import { closeContactWords, flagNames } from '../../i18n/care-flags.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage } from '../../i18n/language.tsx'
import styles from './flag-marks.module.css'

/** Why a person needs more care: one small mark for each reason. */
export const FlagMarks = ({
  flags,
  isCloseContact = false,
}: {
  readonly flags: Flags
  /** Lives with a confirmed case. */
  readonly isCloseContact?: boolean
}) => {
  const { language } = useLanguage()
  const raised = flagNames.filter((flag) => flags[flag])
  if (raised.length === 0 && !isCloseContact) return null
  return (
    <span className={styles['flags']}>
      {isCloseContact && <Badge color="severity-high">{closeContactWords[language]}</Badge>}
      {raised.map((flag) => (
        <Badge key={flag} color="severity-medium">
          {domainWords[language].flag[flag]}
        </Badge>
      ))}
    </span>
  )
}
