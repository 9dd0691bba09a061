import * as z from 'zod/mini'
import { type Instant, MINUTE, plus } from '../time/instant.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/**
 * What is known of one provider of messages, by all senders together. `closed`: it works; each failure adds one, each
 * success takes one off. `open`: nothing is sent by it before `probeAt`. `half_open`: one message is under way to try it.
 */
export const Circuit = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('closed'), failures: z.int() }),
  z.strictObject({ state: z.literal('open'), since: InstantSchema, probes: z.int(), probeAt: InstantSchema }),
  z.strictObject({ state: z.literal('half_open'), since: InstantSchema, probes: z.int(), at: InstantSchema }),
])
export type Circuit = z.infer<typeof Circuit>

export const closedCircuit: Circuit = { state: 'closed', failures: 0 }

/** The first probe, and how long the waits between probes may become. */
const FIRST_PROBE = MINUTE / 2
const LONGEST_WAIT = 5 * MINUTE

/** A probe of which nothing has been heard for so long was lost in a crash. */
const PROBE_LOST = 2 * MINUTE

/** Whoever waits for the probe hears of it soon. */
const SOON = 10_000

const openUntilProbe = (since: Instant, probes: number, now: Instant): Circuit => ({
  state: 'open',
  since,
  probes,
  probeAt: plus(now, Math.min(LONGEST_WAIT, FIRST_PROBE * 2 ** probes)),
})

/** Whether a message may go by it now: as usual, as the one that tries it, or not before an instant. */
export type Passage =
  | { readonly may: 'pass' }
  | { readonly may: 'try' }
  | { readonly may: 'wait'; readonly until: Instant }

export const passage = (circuit: Circuit, now: Instant): Passage => {
  switch (circuit.state) {
    case 'closed':
      return { may: 'pass' }
    case 'open':
      return circuit.probeAt <= now ? { may: 'try' } : { may: 'wait', until: circuit.probeAt }
    case 'half_open': {
      return plus(circuit.at, PROBE_LOST) <= now ? { may: 'try' } : { may: 'wait', until: plus(now, SOON) }
    }
  }
}

/** One message tries it; all others wait. */
export const tried = (circuit: Circuit, now: Instant): Circuit =>
  circuit.state === 'closed'
    ? circuit
    : { state: 'half_open', since: circuit.since, probes: circuit.probes, at: now }

/**
 * While it is open nothing is sent: what fails then was under way before, and says nothing new. `opensAfter`: so many more
 * failures than successes open it.
 */
export const afterFailure = (circuit: Circuit, now: Instant, opensAfter: number): Circuit => {
  if (circuit.state === 'open') return circuit
  if (circuit.state === 'half_open') return openUntilProbe(circuit.since, circuit.probes + 1, now)
  const failures = circuit.failures + 1
  return failures < opensAfter ? { state: 'closed', failures } : openUntilProbe(now, 0, now)
}

/** One that has worked closes it. */
export const afterSuccess = (circuit: Circuit): Circuit =>
  circuit.state === 'closed' && circuit.failures > 0
    ? { state: 'closed', failures: circuit.failures - 1 }
    : closedCircuit
