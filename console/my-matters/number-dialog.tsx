import { useId, useState } from 'react'
import { Asking } from '../asking/asking.tsx'
import { useWords } from '../words/language.tsx'
import look from './my-matters.module.css'
import { myMattersWords } from './words.ts'

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
  const field = useId()
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <Asking label={say.newNumber} onCancel={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (couldBeNumber(typed)) onNumber(typed.trim())
          else setWrong(true)
        }}
      >
        <h2>
          <label htmlFor={field}>{say.newNumber}</label>
        </h2>
        <input
          id={field}
          type="tel"
          autoComplete="off"
          maxLength={30}
          value={typed}
          aria-invalid={isWrong}
          aria-describedby={`${field}-why`}
          onChange={({ target }) => {
            setTyped(target.value)
            setWrong(false)
          }}
        />
        <p id={`${field}-why`} role={isWrong ? 'alert' : undefined}>
          {isWrong ? say.newNumberWrong : say.newNumberWhy}
        </p>
        <div className={look['answers']}>
          <button type="button" onClick={onCancel}>
            {say.cancel}
          </button>
          <button type="submit" data-first="true">
            {say.send}
          </button>
        </div>
      </form>
    </Asking>
  )
}
