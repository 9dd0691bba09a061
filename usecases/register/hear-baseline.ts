import type { IsolationId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ledgerKey } from '../../record/keys.ts'
import { LedgerEntry } from '../../core/isolation/ledger.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { readBody } from '../../record/read-body.ts'
import { recordReport } from '../record-report/record-report.ts'

/**
 * A first reading at registration that is a fever is heard like any other, once. Answers with the generation that the
 * isolation has then. undefined: it was none, or has been heard.
 * @param again what was measured when somebody registered already was registered once more
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
    by: readBody(LedgerEntry, first).by,
    inbound: `baseline-${id}`,
  })
  return (await loadIsolation(ports, id)).isolation.generation
}
