import { useCallback, useEffect, useState } from 'react'
import { asError } from '../../api/as-error.ts'
import type { ApiClient } from '../../api/api-client.ts'
import { pollEverySecond } from '../../api/poll-every-second.ts'
import { Conversation, type Phone, Phones } from '../../api/phone-schema.ts'

interface Looked<Seen> {
  readonly seen?: Seen
  readonly error?: Error
  readonly refetch: () => void
}

/** Reads again every second while the page is looked at. */
const useLook = <Seen>(read: (signal: AbortSignal) => Promise<Seen>): Looked<Seen> => {
  const [looked, setLooked] = useState<{ readonly by: typeof read; readonly seen: Seen }>()
  const [error, setError] = useState<Error>()
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: being asked is why to look again
  useEffect(
    () =>
      pollEverySecond(
        async (signal) => {
          const seen = await read(signal)
          if (signal.aborted) return
          setLooked({ by: read, seen })
          setError(undefined)
        },
        (failure) => setError(asError(failure)),
      ),
    [read, asked],
  )
  const refetch = useCallback(() => setAsked((before) => before + 1), [])
  return {
    ...(looked?.by === read ? { seen: looked.seen } : {}),
    ...(error === undefined ? {} : { error }),
    refetch,
  }
}

const MOST_PHONES = 500
/** So many texts are looked at each time; older ones are read on demand. */
const NEWEST = 60

export const usePhones = (client: ApiClient): Looked<readonly Phone[]> =>
  useLook(
    useCallback(
      async (signal) =>
        Phones.parse(await client.get<unknown>(`/phones?limit=${MOST_PHONES}`, signal)).phones,
      [client],
    ),
  )

const pathOf = (number: string): string => `/phones/${encodeURIComponent(number)}`

/** What stands newest on a phone, and whose it is. */
export const useConversation = (client: ApiClient, number: string): Looked<Conversation> =>
  useLook(
    useCallback(
      async (signal) =>
        Conversation.parse(await client.get<unknown>(`${pathOf(number)}?last=${NEWEST}`, signal)),
      [client, number],
    ),
  )

/** The texts before a place that the server gave. */
export const readEarlier = async (client: ApiClient, number: string, before: string): Promise<Conversation> =>
  Conversation.parse(await client.get<unknown>(`${pathOf(number)}?last=${NEWEST}&before=${before}`))

/** What the owner of a phone can do with it. */
export const phoneOf = (client: ApiClient, number: string) => ({
  write: (text: string) => client.post<unknown>(pathOf(number), { text }),
  setCondition: (condition: Phone['condition']) =>
    client.post<unknown>(`${pathOf(number)}/condition`, { condition }),
  markRead: () => client.post<unknown>(`${pathOf(number)}/read`, {}),
})
