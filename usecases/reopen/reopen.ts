import { withdraw } from '../../core/household/decisions/confirmed.ts'
import type { Actor, IsolationId } from '../../core/ids.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { newNumber } from '../../core/isolation/decisions/new-number.ts'
import { mustReopen, reachedBy, reopen } from '../../core/isolation/decisions/reopen.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { type Contact, isOpen, type ReopenReason } from '../../core/isolation/isolation.ts'
import { NotPossible } from '../../core/not-possible.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { householdBeside, householdWrites } from '../../record/household-repository.ts'
import { type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { findPerson, type LoadedPerson, personWrite } from '../../record/person-repository.ts'
import { livesAt, loadPhone } from '../../record/phone-repository.ts'
import { takeCode } from '../../record/short-code-repository.ts'
import { staysOf } from '../../record/stays-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { contactAt } from '../change-phone/contact-at.ts'
import { numberChange } from '../change-phone/number-change.ts'
import { PhoneFull } from '../change-phone/seat-at.ts'
import { startGeneration } from '../restart-execution/restart-execution.ts'
import { noCloseContacts } from '../tell-household/no-close-contacts.ts'
import { tellLetters } from '../tell-letters/tell-letters.ts'

/** The code for the worker's messages may belong to somebody else by now. */
const withFreeCode = async (
  ports: Pick<Ports, 'store'>,
  { isolation: { contact, community, id }, now }: Loaded,
): Promise<{ readonly contact: Contact; readonly writes: readonly Write[] }> => {
  if (contact.by === 'sms') return { contact, writes: [] }
  const { code, write } = await takeCode(ports.store, community, { subject: id }, now)
  return { contact: { ...contact, code }, writes: [write] }
}

/**
 * How the returnee is asked now: as before if the phone is still theirs. If it was corrected meanwhile, or its letter
 * was given away, its owner is asked first.
 * @throws PhoneFull
 */
const reachedNow = async (
  ports: Finding,
  loaded: Loaded,
  found: LoadedPerson,
): Promise<Required<Pick<Decision, 'events' | 'messages' | 'writes'>>> => {
  const { isolation } = loaded
  const { id } = isolation
  const { phone } = found.person
  const { contact, writes } = await withFreeCode(ports, loaded)
  if (phone === undefined) return { events: reachedBy(contact, isolation), messages: [], writes }
  const isTheirs = livesAt((await loadPhone(ports, phone)).phone).some(({ isolation: one }) => one === id)
  if (!isTheirs) {
    const goesOn = { ...loaded, isolation: { ...isolation, contact, status: { name: 'following' } as const } }
    const key = `confirm-number-${isolation.entries + 1}`
    const change = await numberChange(ports, goesOn, found.person, phone)
    const { person, ...asked } = newNumber(goesOn, found.person, phone, change.measured, key)
    return { ...asked, writes: [...writes, ...change.writes, personWrite(person, found)] }
  }
  if (contact.by === 'worker') return { events: reachedBy(contact, isolation), messages: [], writes }
  const at = await contactAt(ports, phone, id)
  return { events: reachedBy(at.contact, isolation), messages: [], writes: at.writes }
}

/** Members of the household who have not been told yet of an illness that was none are not told. */
const nothingToTell = async (ports: Pick<Ports, 'store'>, loaded: Loaded, by: Actor): Promise<Write[]> => {
  const { id, household } = loaded.isolation
  const home = await householdBeside(ports.store, household, loaded)
  return householdWrites(home, withdraw(home, id, by))
}

/**
 * Reopens an ended isolation. Half-days that passed meanwhile are excused: nobody was asked. Its workflow begins a new
 * generation. Safe to repeat.
 * @throws NotFound, NotPossible
 */
export const reopenIsolation = async (
  ports: CommandPorts & Pick<Ports, 'lookups'>,
  id: IsolationId,
  reason: ReopenReason,
  by: LedgerEntry['by'],
): Promise<CommandResult> => {
  const isError = reason === 'ended_in_error'
  const result = await handleCommand(ports, id, async (loaded) => {
    const { isolation } = loaded
    if (isOpen(isolation)) return undefined
    mustReopen(isolation, await staysOf(ports.store, isolation.person))
    const found = await findPerson(ports.store, isolation.person)
    if (found === undefined) throw new NotPossible(`the person of ${id} has been erased: register again`)
    const reached = await reachedNow(ports, loaded, found)
    const untold = isError ? await nothingToTell(ports, loaded, by) : []
    return reopen(loaded, reason, by, { ...reached, writes: [...reached.writes, ...untold] })
  }).catch((error: unknown) => {
    if (error instanceof PhoneFull) throw new NotPossible(error.message)
    throw error
  })
  await applyEffects(ports, result)
  if (isOpen(result.isolation)) {
    await tellLetters(ports, id)
    if (isError) await noCloseContacts(ports, result.isolation)
    await startGeneration(ports, id, result.isolation.generation)
  }
  return result
}
