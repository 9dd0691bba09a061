import type { IsolationId } from '../../core/ids.ts'
import type { Need } from '../../core/meaning.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import type { AlreadyRead, CommandResult } from '../../record/isolation-repository.ts'
import { openOrRaise, type RaisedBy } from './open-or-raise.ts'

/** Something is needed: the grid worker sees to it within the rule book's time; the words are quoted. */
export const openRequest = (
  ports: AnswerPorts,
  id: IsolationId,
  { need, ...brought }: RaisedBy & { readonly need: Need },
  read: AlreadyRead = {},
): Promise<CommandResult> =>
  openOrRaise(
    ports,
    id,
    {
      ...brought,
      matter: { kind: 'request', need },
      reply: ({ now }, key) => messageToResident(key, now, 'request_noted', { need }),
    },
    read,
  )

/** No thermometer at home: somebody brings one the same day. */
export const openNoThermometer = (
  ports: AnswerPorts,
  id: IsolationId,
  brought: RaisedBy,
  read: AlreadyRead = {},
): Promise<CommandResult> =>
  openOrRaise(
    ports,
    id,
    {
      ...brought,
      matter: { kind: 'no_thermometer' },
      reply: ({ now }, key) => messageToResident(key, now, 'thermometer_comes', {}),
    },
    read,
  )
