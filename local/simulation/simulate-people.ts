import type { Community, Role } from '../../core/community/community.ts'
import { IsolationId } from '../../core/ids.ts'
import type { Sms } from '../../core/ports/messages.ts'
import type { Line } from '../hearing/corpus/labelled-lines.ts'
import type { LocalSystem } from '../system/local-system.ts'
import { LabelledWriters } from './labelled-writers.ts'
import { type IsAnswered, type PhoneAccess, SimulatedPhones } from './simulated-phones.ts'
import { SimulatedResidents } from './simulated-residents.ts'
import { Returnee } from './simulated-returnee.ts'
import { SimulatedStaff } from './simulated-staff.ts'

export interface SimulatedPeopleOptions {
  readonly seed: string
  /** The communities whose posts answer. */
  readonly communities: readonly Community[]
  /** Answers only the texts of these isolations. Default: of all. */
  readonly isSimulated?: (isolation: IsolationId) => boolean
  /** Whether somebody else has answered already. Default: never. */
  readonly isAnswered?: IsAnswered
  /** Roles that never answer. Default: none. */
  readonly idle?: readonly Role[]
  /** Labelled texts that they write now and then; one-time codes then come back in every possible way. */
  readonly lines?: readonly Line[]
}

export interface SimulatedPeople {
  /**
   * Gives a returnee a name that stays the same from run to run: their behaviour is drawn from the seed and this
   * name. Default: the isolation's id. Call it before the first text is sent.
   */
  nameReturnee(isolation: IsolationId, who: string): void
  /** From now on they write no labelled texts, so that every isolation ends. */
  stopLabelledTexts(): void
  /** They write nothing more, not even planned replies. */
  stop(): void
}

/** The key of a message about a returnee begins with the isolation. */
const isolationIn = ({ key }: Sms): IsolationId | undefined => {
  const id = IsolationId.safeParse(key.split('/')[0])
  return id.success ? id.data : undefined
}

/**
 * Simulates the residents and staff of a running system. They answer the texts that arrive as people do, late,
 * oddly spelt or not at all, as events of the system's timeline. The same seed gives the same behaviour.
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
