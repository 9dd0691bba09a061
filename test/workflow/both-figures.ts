import { figuresOf } from '../../usecases/count-figures/kept-figures.ts'
import { overviewOf } from '../../usecases/count-figures/overview-figures.ts'
import { plainOverview } from './plain-overview.ts'
import { exampleCommunity, type TestSystem } from './test-system.ts'

export const community = exampleCommunity()
export const everyGrid = new Set(community.grids.map(({ id }) => id))

/** The figures as the system keeps them. */
export const kept = async ({ system: { ports } }: TestSystem) =>
  overviewOf(await figuresOf(ports, community), everyGrid, ports.clock.now())

/** The figures by a full count. */
export const plain = ({ system }: TestSystem) => plainOverview(system, community, system.ports.clock.now())
