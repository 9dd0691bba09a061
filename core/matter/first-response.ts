import type { Role } from '../community/community.ts'
import type { Actor } from '../ids.ts'
import type { Instant } from '../time/instant.ts'
import type { Answer, Matter, Outcome } from './matter.ts'
import { effectOf } from './matter-answers.ts'

const isFollowedUp = ({ kind }: Matter): boolean => kind === 'silence' || kind === 'unreachable'

const isClinical = (role: Role | undefined): boolean => role === 'doctor' || role === 'hospital'

const atDoor = (matter: Matter, now: Instant): Matter =>
  isFollowedUp(matter) && matter.doorAt === undefined ? { ...matter, doorAt: now } : matter

/** A matter with the time of its first answer from the door, or from the doctor, if this answer is one. */
export const heardIn = (matter: Matter, answer: Answer, role: Role | undefined, now: Instant): Matter => {
  if (matter.kind === 'fever') {
    const effect = effectOf(matter.kind, answer)
    // Only a doctor may say these, whoever recorded it.
    const judged =
      effect?.effect === 'back_to_following' || (effect?.effect === 'end' && effect.reason !== 'died')
    return matter.doctorAt === undefined && (judged || isClinical(role))
      ? { ...matter, doctorAt: now }
      : matter
  }
  return answer === 'taken' ? matter : atDoor(matter, now)
}

/** The same if a person settles it in another way, for example by a temperature measured at the door. */
export const heardBy = (matter: Matter, outcome: Outcome, by: Actor, now: Instant): Matter =>
  by.startsWith('staff:') && (outcome === 'reached' || outcome === 'reported' || outcome === 'number_mended')
    ? atDoor(matter, now)
    : matter
