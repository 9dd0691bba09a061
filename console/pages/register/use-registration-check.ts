import { useEffect, useState } from 'react'
import type * as z from 'zod/mini'
import type { RegistrationCheck } from '../../../api/endpoints/registration-checks.ts'
import { useAppContext } from '../../api/app-context.tsx'
import type { Form } from './typed-member.ts'

export type Check = z.infer<typeof RegistrationCheck>

/** While the user is still typing. */
const PAUSE = 700

/** The API's check of a registration before it is sent. undefined: not checked yet, or no answer. */
export const useRegistrationCheck = (form: Form | undefined): Check | undefined => {
  const { client, community } = useAppContext()
  const body = form === undefined ? undefined : JSON.stringify(form)
  const [checked, setChecked] = useState<{ readonly body: string; readonly check: Check }>()
  useEffect(() => {
    if (body === undefined) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const response = await client.send(`/communities/${community.id}/isolations/check`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          signal: stop.signal,
        })
        const check: Check = await response.json()
        setChecked({ body, check })
      } catch {
        // It only warns: the registration checks again.
        if (!stop.signal.aborted) setChecked(undefined)
      }
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [client, community.id, body])
  return checked?.body === body ? checked?.check : undefined
}
