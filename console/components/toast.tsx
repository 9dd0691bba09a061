import Alert from '@cloudscape-design/components/alert'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { useWords } from '../i18n/language.tsx'
import styles from './toast.module.css'

const SHOWN_FOR = 12_000

const ToastContext = createContext<(message: string) => void>(() => {})

/** Shows a message on the page. */
export const useToast = () => useContext(ToastContext)

const words = { en: 'Dismiss', 'zh-CN': '知道了' }

/** Shows what was done, below the page: the button that did it is often gone by then. */
export const ToastProvider = ({ children }: { readonly children: ReactNode }) => {
  const dismiss = useWords(words)
  const [toast, setToast] = useState<{ readonly message: string }>()
  const showToast = useCallback((message: string) => setToast({ message }), [])
  useEffect(() => {
    if (toast === undefined) return
    const timer = setTimeout(() => setToast(undefined), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [toast])
  return (
    <ToastContext value={showToast}>
      {children}
      <div className={styles['toast']} role="status">
        {toast !== undefined && (
          <div className={styles['message']}>
            <Alert
              type="success"
              dismissible
              dismissAriaLabel={dismiss}
              onDismiss={() => setToast(undefined)}
            >
              {toast.message}
            </Alert>
          </div>
        )}
      </div>
    </ToastContext>
  )
}
