import type { Language } from '../../../core/community/community.ts'
import type { Problem } from '../../api/request.ts'
import { problemReasonWords } from '../../i18n/problem-reason-words.ts'
import { fieldOf, issueWords } from '../../i18n/schema-issue-words.ts'
import { registerWords } from './register-words.ts'
import type { ReadMember } from './typed-member.ts'

/** The error messages by field path. */
export type FormErrors = ReadonlyMap<string, string>

/** The errors of the form and of the API. The first one of each field counts. */
export const formErrors = (
  read: ReadMember,
  problems: readonly Problem[],
  language: Language,
): FormErrors => {
  const found: [string, string][] = []
  if ('issues' in read) {
    if (read.noTemperature) found.push(['baselineTenths', registerWords[language].baselineWrong])
    for (const issue of read.issues) found.push([fieldOf(issue), issueWords(issue, language)])
  }
  for (const { field, reason } of problems) found.push([field, problemReasonWords(reason, language)])
  return new Map(found.reverse())
}
