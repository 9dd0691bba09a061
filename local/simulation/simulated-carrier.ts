import type { FailureReason } from '../../core/message/message.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { Draws } from '../random/draws.ts'
import { type Carrier, reliableCarrier } from '../sms/carrier.ts'

/** How the carriers of a rehearsal treat texts: shares from 0 to 1, and minutes. Our guesses. */
export interface CarrierProfile {
  /** Share of the prompts that are accepted and never delivered. */
  readonly fails: number
  /** Share of the prompts without a receipt. */
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
 * Decides which prompts arrive and get receipts; all other texts arrive. It depends on phone and slot only, so that
 * other people change nothing.
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
