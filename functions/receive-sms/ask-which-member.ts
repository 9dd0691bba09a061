import type { Ports } from '../../core/ports/ports.ts'
import { type LoadedInbound, recordedInbound } from '../../record/inbound-record.ts'
import { changeIsolation, type Loaded } from '../../record/isolation-record.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import { textToResident } from '../deliver/text.ts'

/** Several returnees share the phone and the text fits more than one: asks for the letter. */
export const askWhichMember = async (
  ports: Ports,
  kept: LoadedInbound,
  open: readonly { readonly loaded: Loaded; readonly member: string }[],
): Promise<void> => {
  const [first] = open
  if (first === undefined) return
  const { inbound } = kept
  const letters = open.map(({ member }) => member).sort()
  const changed = await changeIsolation(ports, first.loaded.isolation.id, ({ isolation, book, now }) => ({
    by: 'resident',
    happenings: [
      { what: 'reply not understood', why: 'several people share the phone', inbound: inbound.id },
    ],
    messages:
      (isolation.unclearReplies?.count ?? 0) < book.unclearRepliesPerSlot
        ? [textToResident(`reply-${inbound.id}`, now, 'whichMember', { letters })]
        : [],
    writes: [recordedInbound(kept, { isolation: isolation.id, meaning: 'which member' })],
  }))
  await carryOut(ports, changed)
}
