import Alert from '@cloudscape-design/components/alert'
import type { Language } from '../../core/community/community.ts'
import { ApiError, Unreachable } from '../api/request.ts'
import { useLanguage, useWords, type Words } from '../i18n/language.tsx'
import { errorWords, problemWords } from './error-words.ts'

const listing: Words<string> = { en: '; ', 'zh-CN': '；' }

interface FailedWords {
  readonly offline: string
  readonly failed: string
}

const words: Words<FailedWords> = {
  en: {
    offline: 'No connection. Try again: it is recorded once.',
    failed: 'This did not work. Try again: it is recorded once.',
  },
  'zh-CN': {
    offline: '网络中断，请重试，不会重复记录。',
    failed: '操作未成功，请重试，不会重复记录。',
  },
}

/** In English the API's own words are enough. */
const refusalWords = (error: ApiError, language: Language): string => {
  const { title, words: why } = errorWords(error, language)
  const { problems } = error
  if (problems.length > 0)
    return problems.map((problem) => problemWords(problem, language)).join(listing[language])
  return language === 'en' ? why : `${title}：${why}`
}

/** Why an action failed, shown beside it and announced by screen readers. */
export const ActionError = ({ error }: { readonly error: Error | undefined }) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const why =
    error instanceof Unreachable
      ? t.offline
      : error instanceof ApiError
        ? refusalWords(error, language)
        : t.failed
  return <div role="alert">{error !== undefined && <Alert type="error">{why}</Alert>}</div>
}
