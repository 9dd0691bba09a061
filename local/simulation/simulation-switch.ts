import { listCommunities } from '../../record/community-repository.ts'
import { type SimulatedPeople, simulatePeople } from './simulate-people.ts'
import type { LocalSystem } from '../system/local-system.ts'

const NAME = 'simulation'
/** So many texts by hand are remembered for a phone: nobody types more while one answer is on its way. */
const REMEMBERED = 20

interface ByHand {
  readonly at: number
  readonly text: string
}

export interface SimulationSwitchOptions {
  readonly system: LocalSystem
  readonly seed: string
  /** Called before a simulated text is kept. */
  readonly beforeReply: () => void
}

const codeIn = (text: string): string | undefined => /(?<!\d)\d{4,6}(?!\d)/.exec(text)?.[0]

/** Residents and staff who answer their texts by themselves, while it is on. */
export class SimulationSwitch {
  readonly #options: SimulationSwitchOptions
  readonly #byHand = new Map<string, readonly ByHand[]>()
  #people: SimulatedPeople | undefined

  constructor(options: SimulationSwitchOptions) {
    this.#options = options
  }

  get on(): boolean {
    return this.#people !== undefined
  }

  /** As it was when the system was stopped; `on`: whatever it was. */
  async begin(on: boolean): Promise<void> {
    if (on || this.#options.system.state.get(NAME) === true) await this.set(true)
  }

  /** From now on: texts that have come already stay with whoever holds the phone. */
  async set(on: boolean): Promise<void> {
    const { system, seed, beforeReply: beforeText } = this.#options
    const { timeline, inbox, state } = system
    if (on && this.#people === undefined) {
      const communities = await listCommunities(system.ports.store)
      this.#people ??= simulatePeople(
        {
          timeline,
          inbox: {
            listen: (listener) => inbox.listen(listener),
            setCondition: (phone, condition) => inbox.setCondition(phone, condition),
            reply: (phone, text) => {
              beforeText()
              return inbox.reply(phone, text)
            },
          },
        },
        { seed, communities, isAnswered: (phone, text, since) => this.#isAnswered(phone, text, since) },
      )
    } else if (!on) {
      this.#people?.stop()
      this.#people = undefined
    }
    state.set(NAME, on)
  }

  /** Somebody has written on this phone: what was going to be written there in answer to the same is left unsaid. */
  wroteByHand(phone: string, text: string): void {
    const known = this.#byHand.get(phone) ?? []
    const at = this.#options.system.timeline.now()
    this.#byHand.set(phone, [...known, { at, text }].slice(-REMEMBERED))
  }

  /** Staff name their matter by a code, and may be played in one matter and be a person in the next. */
  #isAnswered(phone: string, text: string, since: number): boolean {
    const code = /^\d{4,6} /.test(text) ? codeIn(text) : undefined
    return (this.#byHand.get(phone) ?? []).some(
      (by) => by.at >= since && (code === undefined || codeIn(by.text) === code),
    )
  }
}
