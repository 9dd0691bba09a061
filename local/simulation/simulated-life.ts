import type { Half } from '../../core/time/half-day.ts'
import { Draws } from '../random/draws.ts'

export interface Illness {
  /** The slot, counted from 1, with which it begins. */
  readonly from: number
  readonly says: 'temperature' | 'both' | 'symptom'
  /** Tenths of a degree. */
  readonly peak: number
  readonly symptom: number
  readonly confirmed: boolean
  readonly missesTheClinic: boolean
}

/** Habits, luck and health of one returnee. Drawn once, independent of other people. */
export interface SimulatedLife {
  /** Share of prompts answered without a reminder. */
  readonly answersPrompts: number
  /** Tenths of a degree on a good day. */
  readonly usual: number
  /** From 0 up to 1: the usual way of writing. */
  readonly habit: number
  readonly illness?: Illness
  /** The slot at which they opt out. */
  readonly optsOutAt?: number
  readonly optsInAgain: boolean
  /** The slot from which the phone cannot be reached. */
  readonly phoneFailsAt?: number
  /** The slot at which the phone is off for so many minutes: a flat battery. */
  readonly off?: { readonly at: number; readonly minutes: number }
}

/** Cork and Kerry, 2020: 9.0 % of 1,336 contacts had symptoms, 2.6 % were positive (Euro Surveill 2020;25(23):2000972). */
const SYMPTOMATIC = 0.09
const CONFIRMED_OF_SYMPTOMATIC = 0.026 / 0.09
/** Our own guesses. */
const OPTS_OUT = 0.02
const PHONE_FAILS = 0.02
const FLAT_BATTERY = 0.08

/**
 * 82.9 % of texts were answered in Cork and Kerry, and silence clusters in people: most answer nearly always, one in
 * eight less than half of the time. The mean of 1 - 0.95 u^4.56 over u from 0 to 1 is 0.829.
 */
const propensity = (draws: Draws): number => 1 - 0.95 * draws.share() ** 4.56

export const lifeOf = (seed: string, who: string): SimulatedLife => {
  const draws = new Draws(seed, who, 'life')
  const isOff = new Draws(seed, who, 'off')
  const answersPrompts = propensity(draws)
  const usual = draws.whole(362, 367)
  const habit = draws.share()
  const isIll = draws.chance(SYMPTOMATIC)
  const illness: Illness = {
    from: draws.whole(2, 25),
    says: draws.weighted([
      ['temperature', 45],
      ['both', 40],
      ['symptom', 15],
    ]),
    peak: draws.whole(374, 389),
    symptom: draws.share(),
    confirmed: draws.chance(CONFIRMED_OF_SYMPTOMATIC),
    missesTheClinic: draws.chance(0.06),
  }
  const optsOut = draws.chance(OPTS_OUT)
  const optsOutAt = draws.whole(2, 20)
  const optsInAgain = draws.chance(0.4)
  const phoneFails = draws.chance(PHONE_FAILS)
  const phoneFailsAt = draws.whole(1, 22)
  return {
    answersPrompts,
    usual,
    habit,
    ...(isIll && { illness }),
    ...(optsOut && { optsOutAt }),
    optsInAgain,
    ...(phoneFails && !optsOut && { phoneFailsAt }),
    ...(isOff.chance(FLAT_BATTERY) && { off: { at: isOff.whole(1, 26), minutes: isOff.whole(40, 1_500) } }),
  }
}

/** A healthy temperature in tenths of a degree: never a fever. */
export const wellTenths = ({ usual }: SimulatedLife, half: Half, draws: Draws): number =>
  Math.min(371, usual + (half === 'evening' ? 1 : 0) + draws.whole(-2, 2))
