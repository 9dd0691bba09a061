import Alert from '@cloudscape-design/components/alert'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { useWords } from '../i18n/language.tsx'
import styles from './action-form.module.css'

const SHOWN_FOR = 12_000

const ToastContext = createContext<(words: string) => void>(() => {})

/** Says what was done, on the page that stands around. */
export const useToast = () => useContext(ToastContext)

const words = { en: 'Dismiss', 'zh-CN': '知道了' }

/**
 * Tells what was done below everything that is on the page: the button that did it is often gone by then, because there
 * is nothing left to do.
 */
export const ToastProvider = ({ children }: { readonly children: ReactNode }) => {
  const dismiss = useWords(words)
  const [told, setTold] = useState<{ readonly words: string }>()
  const tell = useCallback((said: string) => setTold({ words: said }), [])
  useEffect(() => {
    if (told === undefined) return
    const timer = setTimeout(() => setTold(undefined), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [told])
  return (
    <ToastContext value={tell}>
      {children}
      <div className={styles['told']} role="status">
        {told !== undefined && (
          <div className={styles['toldWords']}>
            <Alert type="success" dismissible dismissAriaLabel={dismiss} onDismiss={() => setTold(undefined)}>
              {told.words}
            </Alert>
          </div>
        )}
      </div>
    </ToastContext>
  )
}
