import type { Write } from '../../ports/store.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import type { Decision, Loaded } from '../decision.ts'
import { type BySms, type Isolation, type OpenMatter, openMatters } from '../isolation.ts'

/** The owner of a new number confirms it: from the next slot on the returnee is asked there. */
export const confirmNumber = (
  { now }: Loaded,
  { inbound, key }: { readonly inbound: string; readonly key: string },
  { contact, writes }: { readonly contact: BySms; readonly writes: readonly Write[] },
): Decision => ({
  by: 'resident',
  events: [
    { type: 'message_received', meaning: 'number_confirmed', inbound },
    { type: 'contact_changed', contact, why: 'number_confirmed' },
  ],
  messages: [{ ...messageToResident(key, now, 'resumed', {}), answers: inbound }],
  writes,
})

/** The open matters about the number itself, which end once it is confirmed. */
export const aboutNumber = (isolation: Isolation): OpenMatter[] =>
  openMatters(isolation).filter(({ kind }) => kind === 'wrong_number' || kind === 'unreachable')
