import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { loadSettings } from '../api/console-settings.ts'
import { useWords } from '../i18n/language.tsx'

const words = {
  en: {
    header: 'This page did not come',
    why: 'There is no connection, or the console has been renewed. It begins again by itself.',
    again: 'Begin again',
  },
  'zh-CN': {
    header: '页面未能加载',
    why: '网络中断，或系统已更新。稍后会自动重新打开。',
    again: '重新打开',
  },
}

const BEGUN_AGAIN = 'sixclear.begun-again'
/** Milliseconds. A chunk that is missing after a reload will be missing after the next one too. */
const NOT_BEFORE = 60_000

/** False: the last reload was a moment ago. */
const isTime = (): boolean => {
  const last = Number(sessionStorage.getItem(BEGUN_AGAIN) ?? 0)
  if (Date.now() - last < NOT_BEFORE) return false
  sessionStorage.setItem(BEGUN_AGAIN, String(Date.now()))
  return true
}

/** Replaces a chunk that could not be loaded, and reloads the page once the server answers. */
export const LoadError = () => {
  const t = useWords(words)
  const { isSuccess, dataUpdatedAt } = useQuery({ queryKey: ['settings-again'], queryFn: loadSettings })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is a reason to try
  useEffect(() => {
    if (isSuccess && isTime()) location.reload()
  }, [isSuccess, dataUpdatedAt])
  return (
    <Alert
      type="warning"
      header={t.header}
      action={<Button onClick={() => location.reload()}>{t.again}</Button>}
    >
      {t.why}
    </Alert>
  )
}
