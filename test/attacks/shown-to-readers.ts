import { routes } from '../../api/routes.ts'
import { Community } from '../../core/community/community.ts'
import { playSample, sampleStart } from '../../local/sample/play-sample.ts'
import { samplePeople } from '../../local/sample/sample-people.ts'
import { at, exampleFile, openTestApi } from '../api/test-api.ts'
import type { Sought } from './doors-by-digest.ts'

const community = Community.parse(JSON.parse(exampleFile('community.json').toString('utf8')))
const NOW = at('2020-02-15 14:00')
export const STRANGER = '+8613800009999'

/** The two roles that may see all communities and no person. */
const readers = {
  reader: { actor: 'visitor', groups: ['read-only'] },
  district: { actor: 'district-one', groups: ['district-administrator'] },
} as const
export type Reader = keyof typeof readers

/** The people of the sample. */
export const people = samplePeople(NOW, community)
const phones = [...new Set(people.flatMap(({ registration: { person } }) => person.phone ?? []))]

/** Their doors and phones, and the number of a stranger. */
export const sought: Sought = {
  community,
  addresses: people.map(({ registration }) => registration.address),
  phones: [...phones, STRANGER],
}

export interface Sample {
  /** The answers of every GET of the API to a caller, about everything. */
  readonly shownTo: (reader: Reader) => Promise<string[]>
  readonly close: () => void
}

/** The sample community after some days, with texts of today, a stranger's and a call for help. */
export const openSample = async (): Promise<Sample> => {
  const api = await openTestApi({ startAt: sampleStart(NOW, community.zone) })
  await playSample(api.system, community, NOW)
  for (const phone of phones) await api.says(phone, '36.8')
  await api.says(STRANGER, 'who is this?')
  await api.says(phones[0] ?? '', '39.4 救命')

  const idsOf = async (path: string, list: string): Promise<string[]> => {
    const { json } = await api.get(path)
    return json[list].map(({ id }: { id: string }) => id)
  }
  const isolations = await idsOf('/communities/qinghe/isolations', 'isolations')
  const matters = [
    ...(await idsOf('/communities/qinghe/matters?state=open', 'matters')),
    ...(await idsOf('/communities/qinghe/matters?state=settled', 'matters')),
  ]
  const queries = ['', '?include=person', '?state=settled', '?show=running', '?grid=grid-1', '?limit=2']
  const addresses = routes
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path, operation }) => {
      const plain = path
        .replace('{community}', 'qinghe')
        .replace('{generation}', '1')
        .replace('{version}', 'newest')
      if (plain.includes('{id}'))
        return (plain.startsWith('/isolations') ? isolations : matters).map((id) => plain.replace('{id}', id))
      if (operation === 'exportLedger') return [`${plain}?from=2020-02-10&to=2020-02-15`]
      return queries.map((query) => `${plain}${query}`)
    })
  return {
    shownTo: async (reader) => {
      const shown: string[] = []
      for (const address of addresses) {
        const { status, text } = await api.get(address, readers[reader])
        if (status >= 500) throw new Error(`${address} answered ${status}`)
        if (status < 300) shown.push(text)
      }
      return shown
    },
    close: () => api.system.close(),
  }
}
