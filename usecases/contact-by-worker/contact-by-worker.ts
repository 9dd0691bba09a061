import type { Loaded } from '../../core/isolation/decision.ts'
import type { ByWorker } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { takeCode } from '../../record/short-code-repository.ts'

/** From now on the grid worker measures, with the returnee's code: the existing one, or a new one. */
export const contactByWorker = async (
  ports: Pick<Ports, 'store'>,
  { isolation, now }: Pick<Loaded, 'isolation' | 'now'>,
  why: ByWorker['why'],
): Promise<{ contact: ByWorker; writes: Write[] }> => {
  if (isolation.contact.by === 'worker') return { contact: { ...isolation.contact, why }, writes: [] }
  const { code, write } = await takeCode(ports.store, isolation.community, { subject: isolation.id }, now)
  return { contact: { by: 'worker', why, code }, writes: [write] }
}
