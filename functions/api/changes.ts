import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { CommunityId } from '../../core/domain/ids.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { addDays, localDate } from '../../core/zone.ts'
import { recentCommunity } from '../../record/community-record.ts'
import { ledgerList } from '../../record/keys.ts'
import { ofCommunity } from './parameters.ts'
import { none, route } from './route.ts'

const NEWEST = 20

export const Changes = z.strictObject({
  now: InstantSchema,
  mark: z
    .string()
    .check(z.describe('Another text than before: something in the ledger of the community has changed.')),
})
export type Changes = z.infer<typeof Changes>

const newestOn = async (store: Store, pk: string): Promise<string[]> => {
  const { items } = await store.query({ pk, index: 'list', limit: NEWEST, descending: true })
  return items.map(({ pk: owner, sk }) => `${owner}/${sk}`)
}

const markOf = async (store: Store, community: CommunityId, zone: string, ports: Ports): Promise<string> => {
  const today = localDate(ports.clock.now(), zone)
  const keys = await newestOn(store, ledgerList(community, today))
  if (keys.length < NEWEST) keys.push(...(await newestOn(store, ledgerList(community, addDays(today, -1)))))
  return createHash('sha256').update(keys.join('\n')).digest('base64url').slice(0, 22)
}

export const getChanges = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/changes',
  operation: 'getChanges',
  tag: 'Communities',
  summary: 'Whether anything has changed',
  description: 'Cheap enough to be asked every second. What has changed is read where it stands.',
  params: ofCommunity,
  query: none,
  body: none,
  answers: { 200: { description: 'The mark of this moment.', schema: Changes } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params }) => {
    const community = await recentCommunity(ports, params.community)
    return {
      status: 200,
      json: {
        now: ports.clock.now(),
        mark: await markOf(ports.store, community.id, community.zone, ports),
      },
    }
  },
})
