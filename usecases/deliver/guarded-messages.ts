import { isEqual } from '../../core/is-equal.ts'
import {
  afterFailure,
  afterSuccess,
  type Circuit,
  closedCircuit,
  passage,
  tried,
} from '../../core/message/circuit.ts'
import { isFictitious } from '../../core/phone/fictitious-number.ts'
import {
  InvalidMessage,
  MessageRefused,
  type Messages,
  MessagesThrottled,
  type Provider,
  ProviderUnavailable,
  type Sms,
} from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Settings } from '../../core/settings/settings.ts'
import { earlier, type Instant, plus } from '../../core/time/instant.ts'
import { findCircuit, type LoadedCircuit, saveCircuit } from '../../record/circuit-repository.ts'

type GuardPorts = Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>

/** Nothing was sent: every provider that serves the number fails. It waits, and nobody gives it up. */
export class CircuitOpen extends MessagesThrottled {
  readonly until: Instant
  constructor(until: Instant) {
    super(`no provider works; the next one is tried at ${until}`)
    this.until = until
  }
}

/** Of one message on its way the others hear soon. */
const SOON = 10_000
const MOST_ATTEMPTS = 5

const providersOf = (messages: Messages): readonly Provider[] =>
  messages.providers ?? [{ name: 'sms', serves: () => true, messages }]

/** Without the record nobody is kept from sending. */
const known = async ({ store, log }: GuardPorts, provider: string): Promise<LoadedCircuit> => {
  try {
    return await findCircuit(store, provider)
  } catch (error) {
    log.error('sms.circuit-unknown', { provider }, error)
    return { circuit: closedCircuit, version: undefined }
  }
}

/** The result of a message is never lost because a circuit could not be written. */
const hear = async (
  ports: GuardPorts,
  provider: string,
  change: (circuit: Circuit) => Circuit,
): Promise<void> => {
  const { store, log } = ports
  try {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const before = await findCircuit(store, provider)
      const after = change(before.circuit)
      if (isEqual(after, before.circuit)) return
      if (!(await saveCircuit(store, provider, after, before))) continue
      if (after.state === 'open' && before.circuit.state === 'closed')
        log.error('sms.circuit-opened', { provider })
      if (after.state === 'closed' && before.circuit.state !== 'closed')
        log.info('sms.circuit-closed', { provider })
      return
    }
  } catch (error) {
    log.error('sms.circuit-unknown', { provider }, error)
  }
}

/** The provider has answered, so it works. */
const isAnswer = (error: unknown): boolean =>
  error instanceof MessageRefused ||
  error instanceof InvalidMessage ||
  (error instanceof MessagesThrottled && !(error instanceof ProviderUnavailable))

type Outcome =
  | { readonly sent: { readonly providerId: string } }
  /** Certainly nothing was sent. */
  | { readonly not: MessagesThrottled; readonly until: Instant }

const sendBy = async (
  ports: GuardPorts,
  { name, messages }: Provider,
  sms: Sms,
  { opensAfterFailures, slowAfterSeconds }: Settings['circuit'],
): Promise<Outcome> => {
  const { store, clock } = ports
  const began = clock.now()
  const before = await known(ports, name)
  const way = passage(before.circuit, began)
  if (way.may === 'wait') return { not: new CircuitOpen(way.until), until: way.until }
  const soon = plus(began, SOON)
  if (way.may === 'try' && !(await saveCircuit(store, name, tried(before.circuit, began), before)))
    return { not: new CircuitOpen(soon), until: soon }
  const failed = (): Promise<void> =>
    hear(ports, name, (circuit) => afterFailure(circuit, clock.now(), opensAfterFailures))
  const worked = async (): Promise<void> => {
    if (!isEqual(before.circuit, closedCircuit)) await hear(ports, name, afterSuccess)
  }
  try {
    const sent = await messages.send(sms)
    await (clock.now() > plus(began, slowAfterSeconds * 1000) ? failed() : worked())
    return { sent }
  } catch (error) {
    await (isAnswer(error) ? worked() : failed())
    if (error instanceof ProviderUnavailable) return { not: error, until: soon }
    throw error
  }
}

/**
 * The providers behind a circuit breaker each, whose state all senders share through the record. A message goes by the
 * first one that serves its number and works; after an unknown result it is not tried by another, because it may arrive.
 */
export const guardedMessages = (ports: GuardPorts): Messages => ({
  send: async (sms) => {
    // What goes to nobody says nothing about a provider.
    if (isFictitious(sms.to)) return ports.messages.send(sms)
    const settings = await ports.settings.current()
    let last: Extract<Outcome, { not: unknown }> | undefined
    for (const provider of providersOf(ports.messages)) {
      if (!provider.serves(sms.to, settings)) continue
      const outcome = await sendBy(ports, provider, sms, settings.circuit)
      if ('sent' in outcome) return outcome.sent
      last = last === undefined ? outcome : { ...outcome, until: earlier(last.until, outcome.until) }
    }
    if (last === undefined) throw new MessageRefused('invalid_number')
    throw last.not instanceof CircuitOpen ? new CircuitOpen(last.until) : last.not
  },
})

/**
 * For messages that stand in no queue: by a provider that works. If none is known to work, the first one is tried all
 * the same, because nobody tries again soon.
 */
export const sendNow = async (ports: GuardPorts, sms: Sms): Promise<void> => {
  try {
    await guardedMessages(ports).send(sms)
  } catch (error) {
    if (!(error instanceof CircuitOpen)) throw error
    await ports.messages.send(sms)
  }
}

/** When the first of the providers is tried again, while none of them works. undefined: one does. */
export const noneWorksUntil = async (ports: GuardPorts): Promise<Instant | undefined> => {
  let first: Instant | undefined
  for (const { name } of providersOf(ports.messages)) {
    const way = passage((await known(ports, name)).circuit, ports.clock.now())
    if (way.may !== 'wait') return undefined
    first = first === undefined ? way.until : earlier(first, way.until)
  }
  return first
}

/** Whether none of the providers works, also while one is being tried. */
export const noneWorks = async (ports: GuardPorts): Promise<boolean> => {
  const circuits = await Promise.all(providersOf(ports.messages).map(({ name }) => known(ports, name)))
  return circuits.every(({ circuit }) => circuit.state !== 'closed')
}
