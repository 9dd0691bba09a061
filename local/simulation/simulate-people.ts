import type { Community, Role } from '../../core/community/community.ts'
import { IsolationId } from '../../core/ids.ts'
import type { Sms } from '../../core/ports/messages.ts'
import type { Line } from '../hearing/corpus/labelled-lines.ts'
import type { LocalSystem } from '../system/local-system.ts'
import { SimulatedResidents } from './simulated-residents.ts'
import { Returnee } from './simulated-returnee.ts'
import { SimulatedStaff } from './simulated-staff.ts'
import { type IsAnswered, type PhoneAccess, SimulatedPhones } from './simulated-phones.ts'
import { LabelledWriters } from './labelled-writers.ts'

export interface SimulatedPeopleOptions {
  readonly seed: string
  /** Whose posts answer: the others' texts stay unanswered. */
  readonly communities: readonly Community[]
  /** Answers only the texts of these isolations. Default: of all. */
  readonly isSimulated?: (isolation: IsolationId) => boolean
  /** What somebody else has said already is left to them. Default: nothing. */
  readonly isAnswered?: IsAnswered
  /** Roles that read what they are told and never answer. Default: none. */
  readonly idle?: readonly Role[]
  /** Labelled texts in whose words they write now and then, and with every turn that a one-time code can take. */
  readonly lines?: readonly Line[]
}

export interface SimulatedPeople {
  /**
   * Gives a returnee a name that stays the same from run to run: what they do is drawn from the seed and this name.
   * Without it the isolation's id is the name. Say it before the first text goes out.
   */
  nameReturnee(isolation: IsolationId, who: string): void
  /** From here on they write in their own plain words alone, so that every life comes to its end. */
  stopLabelledTexts(): void
  /** They write no more, not even what they were about to. */
  stop(): void
}

/** Every message about a returnee has a key that begins with the isolation. */
const isolationIn = ({ key }: Sms): IsolationId | undefined => {
  const id = IsolationId.safeParse(key.split('/')[0])
  return id.success ? id.data : undefined
}

/**
 * Puts residents and staff behind the phones of a running system. They read the texts that arrive and answer them as
 * people do, late, oddly spelt or not at all, as events of the system's timeline: the same seed, the same lives.
 */
export const simulatePeople = (
  { timeline, inbox }: Pick<LocalSystem, 'timeline'> & { readonly inbox: PhoneAccess },
  { seed, communities, isSimulated = () => true, isAnswered, idle = [], lines = [] }: SimulatedPeopleOptions,
): SimulatedPeople => {
  let writers: LabelledWriters | undefined
  const phones = new SimulatedPhones({
    timeline,
    inbox,
    seed,
    communities,
    isAnswered: (phone, text, since) =>
      isAnswered?.(phone, text, since) === true || writers?.writesInstead(phone, text, since) === true,
  })
  if (lines.length > 0) writers = new LabelledWriters(phones, lines)
  const residents = new SimulatedResidents(phones)
  const staff = new SimulatedStaff(phones)
  const returnees = new Map<IsolationId, Returnee>()
  const meet = (isolation: IsolationId): Returnee => {
    const known = returnees.get(isolation) ?? new Returnee(seed, isolation)
    returnees.set(isolation, known)
    return known
  }
  const stopListening = inbox.listen((_, sms) => {
    if (sms === undefined) return
    const isolation = isolationIn(sms)
    if (isolation !== undefined && !isSimulated(isolation)) return
    const returnee = isolation === undefined ? undefined : meet(isolation)
    const posts = phones.postsAt(sms.to).filter(({ role }) => !idle.includes(role))
    if (posts.length > 0) staff.receive(posts, returnee, sms)
    if (returnee !== undefined) residents.receive(returnee, sms)
    writers?.receive(posts, returnee, sms)
  })
  return {
    nameReturnee: (isolation, who) => void returnees.set(isolation, new Returnee(seed, who)),
    stopLabelledTexts: () => {
      writers = undefined
    },
    stop: () => {
      stopListening()
      phones.close()
    },
  }
}
