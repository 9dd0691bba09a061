import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { ApiError, Unreachable } from '../api/client.ts'
import { useWords } from '../words/language.tsx'

const words = {
  en: {
    refused: 'Not for your role',
    gone: 'Not found',
    offline: 'No connection. It is tried again by itself.',
    failed: 'This did not work',
    again: 'Try again',
  },
  'zh-CN': {
    refused: '您的角色无权查看',
    gone: '未找到',
    offline: '网络中断，正在自动重试。',
    failed: '操作未成功',
    again: '重试',
  },
}

/** What went wrong, in words, and what can be done. */
export const Failed = ({ error, again }: { readonly error: Error; readonly again?: () => void }) => {
  const say = useWords(words)
  const action = again === undefined ? undefined : <Button onClick={again}>{say.again}</Button>
  if (error instanceof Unreachable) return <Alert type="warning">{say.offline}</Alert>
  const header =
    error instanceof ApiError && error.status === 403
      ? say.refused
      : error instanceof ApiError && error.status === 404
        ? say.gone
        : say.failed
  return (
    <Alert type="error" header={header} action={action}>
      {error.message}
      {error instanceof ApiError && error.problems.length > 0 && (
        <ul>
          {error.problems.map(({ field, reason }) => (
            <li key={`${field} ${reason}`}>
              {field}: {reason}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
