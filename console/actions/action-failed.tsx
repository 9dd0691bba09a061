import { ApiError, Unreachable } from '../api/client.ts'
import { useWords, type Words } from '../words/language.tsx'
import styles from './actions.module.css'

interface FailedWords {
  readonly offline: string
  readonly refused: (error: ApiError) => string
  readonly failed: string
}

const inChinese = ({ status, problems }: ApiError): string => {
  if (status === 403) return '您的角色无权办理。'
  if (status === 404) return '没有这条记录。'
  if (status === 409) return '现在不能这样办理，情况可能已有变化。'
  if (status === 429) return '请求太多，请稍后再试。'
  if (problems.length > 0) return '内容有误，请检查后重试。'
  return `未被接受（${status}）。`
}

const words: Words<FailedWords> = {
  en: {
    offline: 'No connection. Try again: it is recorded once.',
    refused: ({ message, problems }) =>
      problems.length === 0 ? message : problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '),
    failed: 'This did not work. Try again: it is recorded once.',
  },
  'zh-CN': {
    offline: '网络中断，请重试，不会重复记录。',
    refused: inChinese,
    failed: '操作未成功，请重试，不会重复记录。',
  },
}

/** Why an action was not done, next to it, and said aloud by a screen reader. */
export const ActionFailed = ({ error }: { readonly error: Error | undefined }) => {
  const say = useWords(words)
  const why =
    error instanceof Unreachable ? say.offline : error instanceof ApiError ? say.refused(error) : say.failed
  return (
    <div className={styles['failed']} role="alert">
      {error !== undefined && (
        <p>
          <span aria-hidden="true">✕</span> {why}
        </p>
      )}
    </div>
  )
}
