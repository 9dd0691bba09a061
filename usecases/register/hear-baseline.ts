import type { Loaded } from '../../core/isolation/decision.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { ledgerKey } from '../../record/keys.ts'
import { readEntry } from '../../record/ledger-shapes.ts'
import { recordReport } from '../record-report/record-report.ts'

/**
 * A fever measured at registration is handled like any other, once. Returns the isolation's generation afterwards.
 * @param again the reading when somebody known was registered again
 */
export const hearBaseline = async (ports: AnswerPorts, loaded: Loaded, again?: number): Promise<number> => {
  const { isolation, book } = loaded
  const { id, baselineTenths, lastFeverAt, generation } = isolation
  const tenths = again !== undefined && again >= book.fever.from ? again : baselineTenths
  if (tenths === undefined || tenths < book.fever.from || lastFeverAt !== undefined) return generation
  const first = await ports.store.get(ledgerKey(id, 1))
  if (first === undefined) return generation
  const report = { tenths, symptoms: [], source: 'worker', inbound: `baseline-${id}` } as const
  await recordReport(ports, id, { ...report, by: readEntry(first).by }, { loaded })
  return (await findIsolation(ports.store, id)).generation
}
