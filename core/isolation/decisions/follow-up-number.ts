import type { Write } from '../../ports/store.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import type { ContinuesNothing, Loaded } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import type { ByWorker } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

/** The owner of an unconfirmed number is asked once more by day. */
export const askOwnerAgain = ({ isolation, now }: Loaded): ContinuesNothing => ({
  by: 'sweeper',
  events: [{ type: 'number_asked', times: 2 }],
  messages: [
    messageToResident(`confirm-number-again-${isolation.entries}`, now, 'confirm_number', { again: true }),
  ],
})

/** The owner has not confirmed the number: the worker has to look into it. A late yes still counts. */
export const giveUpNumber = (
  loaded: Loaded,
  contact: ByWorker,
  writes: readonly Write[],
): ContinuesNothing => {
  const changed: IsolationEvent = { type: 'contact_changed', contact, why: 'number_not_confirmed' }
  const opened = openMatter(loaded, { kind: 'wrong_number' }, [changed])
  return {
    by: 'sweeper',
    events: [changed, opened.event],
    matters: [opened.matter],
    writes,
  }
}
