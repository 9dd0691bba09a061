import type { Community } from '../core/community/community.ts'
import { knownCommunities } from './community-repository.ts'
import type { Finding } from './lookup.ts'
import { loadPhone } from './phone-repository.ts'

/** Where a post is found by this number, as far as this release can read it: two calls, however many communities there are. */
export const communitiesAtPhone = async (ports: Finding, number: string): Promise<Community[]> => {
  const { posts } = (await loadPhone(ports, number)).phone
  return knownCommunities(ports.store, [...new Set(posts.map(({ community }) => community))])
}
