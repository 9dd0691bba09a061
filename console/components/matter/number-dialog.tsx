import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { ActionButton } from '../action-button.tsx'
import { Dialog } from '../dialog/dialog.tsx'
import { TextField } from '../form/form-field.tsx'

const words = {
  en: {
    newNumber: 'New phone number',
    newNumberWhy: 'The next messages go to it. It is kept on this device only until it has been sent.',
    newNumberWrong: 'Expected a phone number, such as 13800001111',
    send: 'Send',
    cancel: 'Cancel',
  },
  'zh-CN': {
    newNumber: '新手机号',
    newNumberWhy: '以后的短信发到这个号码。号码只在本机保留到发送为止。',
    newNumberWrong: '请填写手机号，如 13800001111',
    send: '发送',
    cancel: '取消',
  },
}

/** Catches typing errors before the answer is queued. The API checks the number. */
const couldBeNumber = (typed: string): boolean => {
  const digits = typed.normalize('NFKC').replace(/\D/g, '')
  return /^[\d+() .\-‐-―]+$/.test(typed.normalize('NFKC').trim()) && digits.length >= 7 && digits.length <= 15
}

export const NumberDialog = ({
  onNumber,
  onCancel,
}: {
  readonly onNumber: (phone: string) => void
  readonly onCancel: () => void
}) => {
  const t = useWords(words)
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  // The dialog focuses its close button first.
  useEffect(() => {
    const frame = requestAnimationFrame(() => form.current?.querySelector('input')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const send = () => {
    if (couldBeNumber(typed)) onNumber(typed.trim())
    else setWrong(true)
  }
  return (
    <Dialog
      label={t.newNumber}
      onCancel={onCancel}
      actions={
        <>
          <ActionButton onClick={onCancel}>{t.cancel}</ActionButton>
          <ActionButton variant="primary" onClick={send}>
            {t.send}
          </ActionButton>
        </>
      }
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          label={t.newNumber}
          hint={t.newNumberWhy}
          error={isWrong ? t.newNumberWrong : undefined}
          inputMode="tel"
          maxLength={30}
          value={typed}
          onChange={(next) => {
            setTyped(next)
            setWrong(false)
          }}
        />
      </form>
    </Dialog>
  )
}
