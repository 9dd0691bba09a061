import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { SignedOut } from '../api/api-client.ts'
import { ApiError, Unreachable } from '../api/request.ts'
import { useLanguage, useWords } from '../i18n/language.tsx'
import { errorWords, problemWords } from './error-words.ts'

const words = {
  en: {
    offline: 'No connection. It is tried again by itself.',
    signedOut: 'Signed out. You are led to the sign-in.',
    failed: 'This did not work',
    why: (message: string) => message,
    tryAgain: 'Try again',
  },
  'zh-CN': {
    offline: '网络中断，正在自动重试。',
    signedOut: '登录已失效，正在转到登录页。',
    failed: '操作未成功',
    why: () => '请重试。如果仍不成功，请联系管理员。',
    tryAgain: '重试',
  },
}

/** What went wrong, and what to do. */
export const ErrorState = ({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) => {
  const t = useWords(words)
  const { language } = useLanguage()
  if (error instanceof Unreachable) return <Alert type="warning">{t.offline}</Alert>
  if (error instanceof SignedOut) return <Alert type="warning">{t.signedOut}</Alert>
  const action = onRetry === undefined ? undefined : <Button onClick={onRetry}>{t.tryAgain}</Button>
  if (!(error instanceof ApiError))
    return (
      <Alert type="error" header={t.failed} action={action}>
        {t.why(error.message)}
      </Alert>
    )
  const { title, words: why } = errorWords(error, language)
  return (
    <Alert type="error" header={title} action={action}>
      {error.problems.length === 0 ? (
        why
      ) : (
        <ul>
          {error.problems.map((problem) => (
            <li key={`${problem.field} ${problem.reason}`}>{problemWords(problem, language)}</li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
