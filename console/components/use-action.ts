import { useMutation } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { useAppContext } from '../api/app-context.tsx'
import { type Attempt, attemptFor } from '../api/idempotency-key.ts'
import { useLiveUpdates } from '../api/live-updates.tsx'
import { useToast } from './toast.tsx'

export interface Action<Body> {
  readonly isSending: boolean
  readonly error?: Error
  /** True when it was done. */
  readonly send: (body: Body) => Promise<boolean>
}

/**
 * An action through the API. A retry of the same request has the key of the first attempt, so that it is recorded once
 * even if the first answer was lost. `successMessage` has to be the same function each time.
 */
export const useAction = <Body, Answer>(
  path: string,
  successMessage: (answer: Answer, body: Body) => string,
): Action<Body> => {
  const { client } = useAppContext()
  const { invalidate } = useLiveUpdates()
  const showToast = useToast()
  const attempt = useRef<Attempt>(undefined)
  const isBusy = useRef(false)
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (body: Body) => {
      attempt.current = attemptFor(attempt.current, path, body, () => crypto.randomUUID())
      return client.post<Answer>(path, body, attempt.current.key)
    },
    onSuccess: (answer, body) => {
      attempt.current = undefined
      showToast(successMessage(answer, body))
      invalidate()
    },
  })
  const send = useCallback(
    async (body: Body): Promise<boolean> => {
      // A second tap may come before the first is rendered.
      if (isBusy.current) return false
      isBusy.current = true
      try {
        await mutateAsync(body)
        return true
      } catch {
        return false
      } finally {
        isBusy.current = false
      }
    },
    [mutateAsync],
  )
  return { isSending: isPending, send, ...(error === null ? {} : { error }) }
}
