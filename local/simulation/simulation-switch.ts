import { listCommunities } from '../../record/community-repository.ts'
import type { LocalSystem } from '../system/local-system.ts'
import { type SimulatedPeople, simulatePeople } from './simulate-people.ts'

const NAME = 'simulation'
/** How many texts by hand are remembered for a phone. */
const REMEMBERED = 20

interface ByHand {
  readonly at: number
  readonly text: string
}

export interface SimulationSwitchOptions {
  readonly system: LocalSystem
  readonly seed: string
  /** Called before a simulated reply is stored. */
  readonly beforeReply: () => void
}

const codeIn = (text: string): string | undefined => /(?<!\d)\d{4,6}(?!\d)/.exec(text)?.[0]

/** Switches simulated residents and staff on and off. */
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

  /** Restores the switch after a restart; `on`: switches it on in any case. */
  async begin(on: boolean): Promise<void> {
    if (on || this.#options.system.state.get(NAME) === true) await this.set(true)
  }

  /** Applies to later texts only. */
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

  /** A person has written on this phone: simulated answers to the same text are dropped. */
  wroteByHand(phone: string, text: string): void {
    const known = this.#byHand.get(phone) ?? []
    const at = this.#options.system.timeline.now()
    this.#byHand.set(phone, [...known, { at, text }].slice(-REMEMBERED))
  }

  /** Staff answers name a matter by its code: a person may answer one matter and the simulation another. */
  #isAnswered(phone: string, text: string, since: number): boolean {
    const code = /^\d{4,6} /.test(text) ? codeIn(text) : undefined
    return (this.#byHand.get(phone) ?? []).some(
      (by) => by.at >= since && (code === undefined || codeIn(by.text) === code),
    )
  }
}
