import { staffFor } from '../../core/domain/community.ts'
import type { IsolationId } from '../../core/domain/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { textToStaff } from '../deliver/text.ts'
import { tellingsWithinBudget } from '../deliver/within-budget.ts'
import { once } from './reply.ts'

/** Words that may mean danger, though none is known for sure: the grid worker reads them now, at any hour. */
export const tellWorkerNow = async (ports: Ports, id: IsolationId, inbound: string): Promise<void> => {
  await once(ports, id, inbound, 'read now', async (loaded, key) => {
    const { community, isolation, now } = loaded
    const worker = staffFor(community, 'grid worker', isolation.grid)
    const to = { role: 'grid worker', staff: worker.id } as const
    const text = textToStaff(to, key, now, 'readNow', { quotes: [inbound] })
    return { happenings: [], ...(await tellingsWithinBudget(ports, loaded, 'words', [text])) }
  })
}
