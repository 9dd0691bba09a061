import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { ActionButton } from '../action-button.tsx'
import { Dialog } from './dialog.tsx'

const words = {
  en: {
    cancel: 'Cancel',
  },
  'zh-CN': {
    cancel: '取消',
  },
}

/** The second tap of a double tap would hit the new dialog. */
const TOO_SOON = 600

export const ConfirmDialog = ({
  question,
  who,
  action,
  onConfirm,
  onCancel,
}: {
  readonly question: string
  readonly who: string
  readonly action: string
  readonly onConfirm: () => void
  readonly onCancel: () => void
}) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), TOO_SOON)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Dialog
      label={`${action}${language === 'en' ? ': ' : '：'}${who}`}
      onCancel={onCancel}
      actions={
        <>
          <ActionButton onClick={onCancel}>{t.cancel}</ActionButton>
          <ActionButton variant="danger" isDisabled={!isReady} onClick={onConfirm}>
            {action}
          </ActionButton>
        </>
      }
    >
      {question}
    </Dialog>
  )
}
