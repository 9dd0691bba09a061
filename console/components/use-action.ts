import { useCallback, useRef, useState } from 'react'
import { asError } from '../api/as-error.ts'
import { useLive } from '../api/live-updates.tsx'
import { useAppContext } from '../api/app-context.tsx'
import { type Attempt, attemptFor } from '../api/idempotency-key.ts'
import { useToast } from './toast.tsx'

export interface Action<Body> {
  readonly isSending: boolean
  readonly error?: Error
  /** True when it was done. */
  readonly send: (body: Body) => Promise<boolean>
}

/**
 * Something that is asked of the API. What is sent again unchanged goes under the key of the first attempt, so that a
 * lost answer records nothing twice. `successMessage`: what was done, in words; always the same function.
 */
export const useAction = <Body, Answer>(
  path: string,
  successMessage: (answer: Answer, body: Body) => string,
): Action<Body> => {
  const { client } = useAppContext()
  const { invalidate } = useLive()
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<Error>()
  const showToast = useToast()
  const attempt = useRef<Attempt>(undefined)
  const isBusy = useRef(false)
  const send = useCallback(
    async (body: Body): Promise<boolean> => {
      if (isBusy.current) return false
      isBusy.current = true
      attempt.current = attemptFor(attempt.current, path, body, () => crypto.randomUUID())
      setSending(true)
      setError(undefined)
      try {
        const answer = await client.post<Answer>(path, body, attempt.current.key)
        attempt.current = undefined
        showToast(successMessage(answer, body))
        invalidate()
        return true
      } catch (failure) {
        setError(asError(failure))
        return false
      } finally {
        isBusy.current = false
        setSending(false)
      }
    },
    [client, path, successMessage, showToast, invalidate],
  )
  return { isSending, send, ...(error === undefined ? {} : { error }) }
}
