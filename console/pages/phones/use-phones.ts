import { useQuery } from '@tanstack/react-query'
import type { ApiClient } from '../../api/api-client.ts'
import { Conversation, type Phone, Phones } from './phone-schema.ts'

const LOOK_EVERY = 1_000
const MOST_PHONES = 500
/** The messages of one poll. Older ones are read on demand. */
const NEWEST = 60

export const usePhones = (client: ApiClient) =>
  useQuery({
    queryKey: ['phones'],
    queryFn: async ({ signal }) =>
      Phones.parse(await client.get<unknown>(`/phones?limit=${MOST_PHONES}`, signal)).phones,
    refetchInterval: LOOK_EVERY,
  })

const pathOf = (number: string): string => `/phones/${encodeURIComponent(number)}`

/** The newest messages of a phone, and its owners. */
export const useConversation = (client: ApiClient, number: string) =>
  useQuery({
    queryKey: ['phones', number],
    queryFn: async ({ signal }) =>
      Conversation.parse(await client.get<unknown>(`${pathOf(number)}?last=${NEWEST}`, signal)),
    refetchInterval: LOOK_EVERY,
  })

/** The messages before a cursor of the server. */
export const readEarlier = async (client: ApiClient, number: string, before: string): Promise<Conversation> =>
  Conversation.parse(await client.get<unknown>(`${pathOf(number)}?last=${NEWEST}&before=${before}`))

/** The actions of a phone's owner. */
export const phoneOf = (client: ApiClient, number: string) => ({
  write: (text: string) => client.post<unknown>(pathOf(number), { text }),
  setCondition: (condition: Phone['condition']) =>
    client.post<unknown>(`${pathOf(number)}/condition`, { condition }),
  markRead: () => client.post<unknown>(`${pathOf(number)}/read`, {}),
})
