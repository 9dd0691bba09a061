import type { Role } from '../community/community.ts'
import type { Actor } from '../ids.ts'
import type { Answer, Escalation, Outcome } from './matter.ts'
import type { Instant } from '../time/instant.ts'
import { effectOf } from './matter-answers.ts'

const isFollowedUp = ({ kind }: Escalation): boolean => kind === 'silence' || kind === 'unreachable'

const isClinical = (role: Role | undefined): boolean => role === 'doctor' || role === 'hospital'

const atDoor = (escalation: Escalation, now: Instant): Escalation =>
  isFollowedUp(escalation) && escalation.doorAt === undefined ? { ...escalation, doorAt: now } : escalation

/** A matter with the time of its first answer from the door, or from the doctor, if this answer is one. */
export const heardIn = (
  escalation: Escalation,
  answer: Answer,
  role: Role | undefined,
  now: Instant,
): Escalation => {
  if (escalation.kind === 'fever') {
    const effect = effectOf(escalation.kind, answer)
    // Only a doctor may say these, whoever recorded it.
    const judged =
      effect?.effect === 'back_to_following' || (effect?.effect === 'end' && effect.reason !== 'died')
    return escalation.doctorAt === undefined && (judged || isClinical(role))
      ? { ...escalation, doctorAt: now }
      : escalation
  }
  return answer === 'taken' ? escalation : atDoor(escalation, now)
}

/** The same if a person settles it in another way, for example by a temperature measured at the door. */
export const heardBy = (escalation: Escalation, outcome: Outcome, by: Actor, now: Instant): Escalation =>
  by.startsWith('staff:') && (outcome === 'reached' || outcome === 'reported' || outcome === 'number_mended')
    ? atDoor(escalation, now)
    : escalation
