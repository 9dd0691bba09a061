import type { FailureReason } from '../../core/message/message.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { type Carrier, reliableCarrier } from '../sms/carrier.ts'
import { Draws } from '../random/draws.ts'

/** What the carriers of a rehearsal do to texts: shares from 0 to 1, and minutes. Our guesses. */
export interface CarrierProfile {
  /** Of the texts that ask: accepted, and never delivered. */
  readonly fails: number
  /** Of the texts that ask: delivered or not, and nobody says so. */
  readonly losesReceipts: number
  /** Half of all receipts take less. */
  readonly receiptMinutes: number
}

export const carriers = {
  ordinary: { fails: 0.004, losesReceipts: 0.02, receiptMinutes: 0.2 },
  poor: { fails: 0.05, losesReceipts: 0.3, receiptMinutes: 20 },
} as const satisfies Readonly<Record<string, CarrierProfile>>

const FAILURES: readonly [FailureReason, ...FailureReason[]] = ['unreachable', 'blocked', 'other']

const ASKS: ReadonlySet<string> = new Set(['prompt', 'reminder'])

/**
 * The fate of the texts that ask, of which the receipts decide something; all others arrive. It hangs on the phone and the
 * slot, so that it is the same whoever else is there.
 */
export const seededCarrier = (
  seed: string,
  { fails, losesReceipts, receiptMinutes }: CarrierProfile,
): Carrier => {
  return (sms, providerId) => {
    if (!ASKS.has(sms.template)) return reliableCarrier(sms, providerId)
    const draws = new Draws(seed, 'carrier', sms.to, sms.template, JSON.stringify(sms.params))
    const outcome = draws.chance(fails) ? draws.pick(FAILURES) : 'delivered'
    if (draws.chance(losesReceipts)) return { outcome }
    return { outcome, receiptAfter: Math.round(draws.around(receiptMinutes, 1) * MINUTE) }
  }
}
