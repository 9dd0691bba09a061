import { isIsolation, type SubjectId } from '../../core/ids.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { openHouseholdMatter } from '../open-household-matter/open-household-matter.ts'
import { type InDanger, openDanger } from './open-danger.ts'

/** Words of danger about somebody in isolation, or at a home. */
export const openDangerAbout = async (
  ports: AnswerPorts,
  subject: SubjectId,
  danger: InDanger,
): Promise<void> => {
  if (isIsolation(subject)) await openDanger(ports, subject, danger)
  else {
    const { inbound, by } = danger
    await openHouseholdMatter(ports, subject, { kind: 'danger', danger: danger.danger, inbound, by })
  }
}
