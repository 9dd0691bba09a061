import type { Language } from '../../core/community/community.ts'
import type { Half } from '../../core/time/half-day.ts'
import type { Draws } from '../random/draws.ts'
import { lifeOf, type SimulatedLife, wellTenths } from './simulated-life.ts'

/** The state of the illness. */
type Health = 'well' | 'ill' | 'recovered'

export interface Slot {
  readonly date: string
  readonly half: Half
}

export const nameOf = ({ date, half }: Slot): string => `${date} ${half}`

export interface Measured {
  /** Tenths of a degree. */
  readonly tenths?: number
  /** From 0 up to 1: which one. */
  readonly symptom?: number
}

/** One simulated person in isolation, shared by the simulated resident, worker and clinic. */
export class Returnee {
  readonly who: string
  readonly life: SimulatedLife
  /** The slots seen so far, asked by text or measured by the worker. */
  readonly #slots = new Set<string>()
  #slot: Slot | undefined
  #health: Health = 'well'
  /** With the doctor, or no longer in isolation: no routine reports. */
  isAway = false
  phoneWorks = true
  /** Did not come to the clinic, and somebody was sent. */
  wasSought = false
  /** The number at which nobody can be reached any more. */
  brokenPhone: string | undefined
  #times = new Map<string, number>()

  constructor(seed: string, who: string) {
    this.who = who
    this.life = lifeOf(seed, who)
  }

  /** A slot begins, or is mentioned again. */
  enter(slot: Slot): void {
    this.#slots.add(nameOf(slot))
    this.#slot = slot
    const { illness } = this.life
    if (this.#health === 'well' && illness !== undefined && this.#slots.size >= illness.from)
      this.#health = 'ill'
  }

  /** Counted from 1. */
  get slotNumber(): number {
    return this.#slots.size
  }

  get slot(): Slot | undefined {
    return this.#slot
  }

  get isIll(): boolean {
    return this.#health === 'ill'
  }

  fallIll(): void {
    if (this.life.illness !== undefined && this.#health === 'well') this.#health = 'ill'
  }

  recover(): void {
    this.#health = 'recovered'
  }

  /** Numbers repeated occasions, so that each has its own draws. */
  time(what: string): string {
    const count = (this.#times.get(what) ?? 0) + 1
    this.#times.set(what, count)
    return `${what} ${count}`
  }

  /** The temperature and symptom at this moment. */
  measure(draws: Draws): Measured {
    const { illness } = this.life
    const half = this.#slot?.half ?? 'morning'
    if (!this.isIll || illness === undefined) return { tenths: wellTenths(this.life, half, draws) }
    const fever = Math.min(394, illness.peak + draws.whole(0, 3))
    if (illness.says === 'temperature') return { tenths: fever }
    if (illness.says === 'symptom') return { symptom: illness.symptom }
    return { tenths: fever, symptom: illness.symptom }
  }
}

/** A phone that got a text, and how its owner writes back. */
export interface Line {
  readonly phone: string
  readonly language: Language
  /** The letter, where several returnees share the phone. */
  readonly member: string | undefined
}
