import type { Entry } from '../core/aggregate/decision.ts'
import type { SubjectId } from '../core/ids.ts'
import type { NewItem } from '../core/ports/store.ts'
import { localDate } from '../core/time/time-zone.ts'
import { ledgerKey, ledgerList } from './keys.ts'

/** An entry of the ledger of an aggregate, in the list of its community and day. */
export const ledgerItem = (
  id: SubjectId,
  { entry, at, community }: Entry<unknown>,
  zone: string,
  body: NewItem['body'],
): NewItem => ({
  ...ledgerKey(id, entry),
  body,
  index: {
    list: {
      pk: ledgerList(community, localDate(at, zone)),
      sk: `${at}#${id}#${String(entry).padStart(6, '0')}`,
      summary: 'body',
    },
  },
})
