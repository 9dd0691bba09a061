import * as z from 'zod/mini'
import { STRANGERS_PER_DAY } from '../message/reply-budgets.ts'

const Country = z.string().check(z.regex(/^[A-Z]{2}$/, 'expected two capital letters'))

/**
 * What may change while a stage runs, without a deployment: what an operator turns when a provider fails or strangers
 * write. Everything else needs new resources, or is a rule and lies in the rule book. A key of a newer release is left
 * out.
 */
export const Settings = z.object({
  sms: z.object({
    /** Where the numbers of the SMS gateway go while it fails. By `aws` their answers do not come back. */
    standby: z.enum(['none', 'aws']),
    /** The number or short code that texts come from. Where it is two-way, people answer to it. */
    originationNumber: z.optional(z.string().check(z.regex(/^\+?[0-9]{3,15}$/, 'expected 3 to 15 digits'))),
    /** Shown as the sender where the country allows it. Nobody can reply to it. */
    senderId: z.optional(
      z.string().check(z.regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/, 'expected up to 11 letters and digits')),
    ),
    /** US dollars that one text may cost at most. */
    maxPriceUsd: z.optional(z.number().check(z.positive(), z.maximum(10))),
  }),
  /** When a provider counts as failing: core/message/circuit.ts. */
  circuit: z.object({
    /** So many more failures than successes. */
    opensAfterFailures: z.int().check(z.minimum(2), z.maximum(100)),
    /** A text that takes longer is a failure. */
    slowAfterSeconds: z.int().check(z.minimum(1), z.maximum(30)),
  }),
  /** Unknown numbers: each is told once a day whom to ring. */
  strangers: z.object({
    /** Without: the countries of the communities. */
    countries: z.optional(z.array(Country).check(z.minLength(1))),
    /** All of them together. */
    perDay: z.int().check(z.minimum(0), z.maximum(500)),
  }),
})
export type Settings = z.infer<typeof Settings>

/** Our decisions: at the usual pace a provider takes a third of a second for one text. */
export const usualSettings: Settings = {
  sms: { standby: 'none' },
  circuit: { opensAfterFailures: 5, slowAfterSeconds: 10 },
  strangers: { perDay: STRANGERS_PER_DAY },
}

/** The text holds no settings. The message says where and why. */
export class SettingsUnusable extends Error {
  override readonly name = 'SettingsUnusable'
}

/** What is wrong, a line for each place. Empty: nothing. */
export const problemsOf = (settings: unknown): string[] => {
  const { error } = z.safeParse(Settings, settings)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
}

/** @throws SettingsUnusable */
export const readSettings = (text: string): Settings => {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new SettingsUnusable('it is no JSON')
  }
  const parsed = z.safeParse(Settings, content)
  if (!parsed.success) throw new SettingsUnusable(problemsOf(content).join('; '))
  return parsed.data
}
