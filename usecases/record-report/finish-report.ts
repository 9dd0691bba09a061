import { raisedKey, toldOf } from '../../core/escalation/raise-matter.ts'
import { careMatter } from '../../core/isolation/isolation.ts'
import { onceOf, type Report, replyKey, secondReadingKeys } from '../../core/isolation/report.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { CommandResult } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { tryEach } from '../deliver/try-each.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'

/**
 * Repeats what a crash after recording may have left undone: doctor, worker and resident are told of a fever when its
 * message comes again, instead of at the next sweep. One who cannot be told does not hold up the others.
 */
export const finishReport = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'executions'>,
  result: CommandResult,
  report: Report,
): Promise<void> => {
  const care = careMatter(result.isolation)
  if (care !== undefined) await startLaddersAgain(ports, result.isolation, ({ id }) => id === care)
  const told = care === undefined ? [] : [(await loadMatter(ports.store, care)).matter]
  const keys = [
    ...told.flatMap((matter) => toldOf(matter).map((owner) => raisedKey(matter.kind, onceOf(report), owner))),
    ...(care === undefined ? [] : Object.values(secondReadingKeys(report))),
    replyKey(report),
  ]
  await tryEach(keys.map((key) => () => deliverAgain(ports, result, key)))
}
