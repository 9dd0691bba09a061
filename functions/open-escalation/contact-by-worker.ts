import type { Contact } from '../../core/domain/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { takeCode } from '../../record/code-record.ts'
import type { Loaded } from '../../record/isolation-record.ts'

type ByWorker = Extract<Contact, { by: 'worker' }>

/** From here on the grid worker measures and answers with a code of the returnee's own. */
export const contactByWorker = async (
  ports: Ports,
  { isolation, now }: Pick<Loaded, 'isolation' | 'now'>,
  why: ByWorker['why'],
): Promise<{ contact: ByWorker; write: Write }> => {
  const { code, write } = await takeCode(ports.store, isolation.community, { isolation: isolation.id }, now)
  return { contact: { by: 'worker', why, code }, write }
}
