import { loadFigures } from '../../record/grid-figures.ts'
import { overviewOf } from '../../usecases/count-figures/overview-figures.ts'
import { plainOverview } from './plain-overview.ts'
import { exampleCommunity, type TestSystem } from './test-system.ts'

export const community = exampleCommunity()

/** The figures as the system keeps them, after everything that the feed has told is counted. */
export const kept = async ({ system: { ports } }: TestSystem) =>
  overviewOf(await loadFigures(ports.store, community.id), ports.clock.now())

/** The figures by a full count. */
export const plain = ({ system }: TestSystem) => plainOverview(system, community, system.ports.clock.now())
