import { emergencyNumber } from '../../core/community/community.ts'
import type { IsolationId } from '../../core/ids.ts'
import type { Danger, Symptom } from '../../core/meaning.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import type { AlreadyRead, CommandResult } from '../../record/isolation-repository.ts'
import { openOrRaise, type RaisedBy } from './open-or-raise.ts'

export interface InDanger extends RaisedBy {
  readonly danger: Danger
  readonly tenths?: number
  readonly symptoms?: readonly Symptom[]
}

/**
 * Words of danger: worker, administrator and doctor are told at once, at any hour, and again with each further message
 * while the matter is open. The returnee is told whom to call.
 */
export const openDanger = (
  ports: AnswerPorts,
  id: IsolationId,
  { danger, tenths, symptoms = [], ...brought }: InDanger,
  read: AlreadyRead = {},
): Promise<CommandResult> =>
  openOrRaise(
    ports,
    id,
    {
      ...brought,
      matter: {
        kind: 'danger',
        severity: 'red',
        danger,
        ...(tenths === undefined ? {} : { tenths }),
        ...(symptoms.length === 0 ? {} : { symptoms: [...symptoms] }),
      },
      reply: ({ now, community }, key) =>
        messageToResident(key, now, 'danger', { danger, number: emergencyNumber(community, danger) }),
    },
    read,
  )
