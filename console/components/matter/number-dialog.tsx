import { useEffect, useRef, useState } from 'react'
import { ActionButton } from '../action-button.tsx'
import { Asking } from '../dialog/dialog.tsx'
import { TextField } from '../form/form-field.tsx'
import { useWords } from '../../i18n/language.tsx'
import { myMattersWords } from '../../pages/my-matters/my-matters-words.ts'

/** Whether it is a mobile number of the country the API says; this only catches a slip before it is queued. */
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
  const say = useWords(myMattersWords)
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  // After the dialog itself, which begins at its closing button.
  useEffect(() => {
    const frame = requestAnimationFrame(() => form.current?.querySelector('input')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const send = () => {
    if (couldBeNumber(typed)) onNumber(typed.trim())
    else setWrong(true)
  }
  return (
    <Asking
      label={say.newNumber}
      onCancel={onCancel}
      orders={
        <>
          <ActionButton onClick={onCancel}>{say.cancel}</ActionButton>
          <ActionButton look="first" onClick={send}>
            {say.send}
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
          label={say.newNumber}
          hint={say.newNumberWhy}
          error={isWrong ? say.newNumberWrong : undefined}
          inputMode="tel"
          maxLength={30}
          value={typed}
          onChange={(next) => {
            setTyped(next)
            setWrong(false)
          }}
        />
      </form>
    </Asking>
  )
}
