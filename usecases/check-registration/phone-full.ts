import type { Problem } from '../../core/person/problem.ts'
import type { Finding } from '../../record/lookup.ts'
import { PhoneFull, roomAt } from '../change-phone/seat-at.ts'

export const PHONE_FULL: Problem = { field: 'person.phone', reason: new PhoneFull().message }

/** Counts the people to be registered on each phone, in order, to find out who gets no letter. */
export class RoomOnPhones {
  readonly #ports: Finding
  readonly #room = new Map<string, number>()

  constructor(ports: Finding) {
    this.#ports = ports
  }

  /** True: a letter was left, and is taken now. */
  async take(phone: string | undefined): Promise<boolean> {
    if (phone === undefined) return true
    const left = this.#room.get(phone) ?? (await roomAt(this.#ports, phone))
    this.#room.set(phone, left - 1)
    return left > 0
  }
}
