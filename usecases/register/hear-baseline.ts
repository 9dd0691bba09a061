import type { IsolationId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { ledgerKey } from '../../record/keys.ts'
import { readEntry } from '../../record/ledger-shapes.ts'
import { recordReport } from '../record-report/record-report.ts'

/**
 * A fever measured at registration is handled like any other, once. Returns the isolation's generation afterwards.
 * undefined: no fever, or already handled.
 * @param again the reading when somebody known was registered again
 */
export const hearBaseline = async (
  ports: Ports,
  id: IsolationId,
  again?: number,
): Promise<number | undefined> => {
  const { isolation, book } = await loadIsolation(ports, id)
  const { baselineTenths, lastFeverAt } = isolation
  const tenths = again !== undefined && again >= book.fever.from ? again : baselineTenths
  if (tenths === undefined || tenths < book.fever.from || lastFeverAt !== undefined) return undefined
  const first = await ports.store.get(ledgerKey(id, 1))
  if (first === undefined) return undefined
  await recordReport(ports, id, {
    tenths,
    symptoms: [],
    source: 'worker',
    by: readEntry(first).by,
    inbound: `baseline-${id}`,
  })
  return (await loadIsolation(ports, id)).isolation.generation
}
