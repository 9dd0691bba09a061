import type { Write } from '../../ports/store.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { ByWorker } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

/** The owner of an unconfirmed number is asked once more by day. */
export const askOwnerAgain = ({ isolation, now }: Loaded): Decision => ({
  by: 'sweeper',
  events: [{ type: 'number_asked', times: 2 }],
  messages: [
    messageToResident(`confirm-number-again-${isolation.entries}`, now, 'confirm_number', { again: true }),
  ],
})

/** The owner has not confirmed the number: the worker has to look into it. A late yes still counts. */
export const giveUpNumber = (loaded: Loaded, contact: ByWorker, writes: readonly Write[]): Decision => {
  const { isolation } = loaded
  // A matter without a slot is named after the entry that opens it.
  const then = { ...loaded, isolation: { ...isolation, entries: isolation.entries + 1 } }
  const opened = openMatter(then, { kind: 'wrong_number' })
  return {
    by: 'sweeper',
    events: [{ type: 'contact_changed', contact, why: 'number_not_confirmed' }, opened.event],
    matters: [opened.matter],
    writes,
  }
}
