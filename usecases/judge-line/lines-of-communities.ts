import type { CommunityId } from '../../core/ids.ts'
import type { Colour } from '../../core/line/line.ts'
import { lineOfSweep } from '../../core/line/line-checks.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { communityIds } from '../../record/community-repository.ts'
import { loadDistrict } from '../../record/district-figures.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { sweepReports } from '../../record/sweep-report.ts'
import { isLate } from '../count-figures/counted-until.ts'
import { placeOfOffender } from './place-of-offender.ts'
import { partsSwept } from './swept.ts'

const AT_ONCE = 32

/** So many red communities are named in the log. If more are, it is not their workers who are late. */
const MOST_NAMED = 100

export interface CommunityLine {
  readonly community: CommunityId
  readonly line: Colour
}

/** The line of each community by the figures of the district. One of which nothing is known is red. */
export const judgeLines = async ({
  store,
  clock,
  log,
}: Pick<Ports, 'store' | 'clock' | 'log'>): Promise<CommunityLine[]> => {
  const now = clock.now()
  const [ids, figures, reports] = await Promise.all([
    communityIds(store),
    loadDistrict(store),
    sweepReports(store),
  ])
  const unmended = reports.flatMap(({ last }) => last?.found.offenders ?? [])
  const places = await fewAtOnce(unmended, AT_ONCE, (offender) => placeOfOffender(store, offender))
  const unknown = new Set(figures?.unread ?? ids)
  const red = new Set([
    ...unknown,
    ...(figures?.red ?? []).map(({ community }) => community),
    ...places.flatMap((place) => place?.community ?? []),
  ])
  for (const community of unknown) log.error('line.not-known', { community })
  for (const community of [...red].slice(0, MOST_NAMED)) log.info('line.red', { community })
  const { of, late, isAsleep } = partsSwept(store, reports, figures?.since ?? now, now)
  const ofSweep = lineOfSweep({ of, late: late.length, isAsleep })
  const isOld = figures !== undefined && isLate(figures.at, now)
  const amber = new Set(isOld || ofSweep === 'amber' ? ids : figures?.amber)
  return ids.map((community) => {
    const isRed = ofSweep === 'red' || red.has(community)
    return { community, line: isRed ? 'red' : amber.has(community) ? 'amber' : 'green' }
  })
}
