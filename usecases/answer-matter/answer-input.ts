import type { Role } from '../../core/community/community.ts'
import type { MatterId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Answer } from '../../core/matter/matter.ts'
import type { Write } from '../../core/ports/store.ts'

/** A person's answer to a matter. */
export interface AnswerInput {
  readonly matter: MatterId
  readonly answer: Answer
  readonly by: LedgerEntry['by']
  /** The post in which they answer. */
  readonly role: Role
  /** Measured at the door. */
  readonly tenths?: number
  /** The returnee's new number. */
  readonly phone?: string
  /** What brought the answer: answers with the same key are recorded once. */
  readonly inbound: string
  /** The unconfirmed answer that this one confirms, and the writes that use up its one-time code. */
  readonly confirms?: { readonly id: string; readonly writes: readonly Write[] }
}
