import { clean, fold } from '../../core/hearing/source-text/normalise-text.ts'
import type { Door } from '../../core/hearing/stranger/read-hint.ts'
import type { CommunityId } from '../../core/ids.ts'
import type { Inbound } from '../../core/message/message.ts'
import { Address } from '../../core/person/person.ts'
import { countryOfPhone } from '../../core/phone/country-of-phone.ts'
import { householdsAt } from '../../record/address-repository.ts'
import { recentCommunities } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import type { Finding } from '../../record/lookup.ts'

interface Home {
  readonly community: CommunityId
  readonly address: Address
}

/** The only one, or else the only one whose name is in the text. */
const theOne = <Named extends { readonly name: string }>(
  all: readonly Named[],
  text: string,
): Named | undefined => {
  const [one, another] = all
  if (another === undefined) return one
  const [named, ambiguous] = all.filter(({ name }) => text.includes(fold(clean(name))))
  return ambiguous === undefined ? named : undefined
}

/**
 * The home of which a stranger writes: in the only community of the sender's country or the one that is named, and in
 * its only grid, the one that is named, or the only one that knows this door. undefined: it may be another.
 */
export const homeOfHint = async (
  ports: Finding,
  { from, text }: Pick<Inbound, 'from' | 'text'>,
  door: Door,
): Promise<Home | undefined> => {
  const country = countryOfPhone(from)
  const words = fold(clean(text))
  const near = (await recentCommunities(ports)).filter((community) => community.country === country)
  const community = theOne(near, words)
  if (community === undefined) return undefined
  const { id, grids } = community
  const at = (grid: string): Home => ({ community: id, address: Address.parse({ grid, ...door }) })
  const grid = theOne(grids, words)
  if (grid !== undefined) return at(grid.id)
  const homes = grids.map((one) => at(one.id))
  const households = await fewAtOnce(homes, 5, ({ address }) => householdsAt(ports, id, address))
  const [known, another] = homes.filter((_, index) => (households[index] ?? []).length > 0)
  return another === undefined ? known : undefined
}
