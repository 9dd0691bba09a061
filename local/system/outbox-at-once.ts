import type { Ports } from '../../core/ports/ports.ts'
import { sendRecorded } from '../../usecases/deliver/send-recorded.ts'

/** The ports but for the outbox. */
export type Unsent = Omit<Ports, 'outbox'>

/** With an outbox that sends what it is handed at once, through these same ports. */
export const sendingAtOnce = (ports: Unsent, send = sendRecorded): Ports => {
  const whole: Ports = { ...ports, outbox: { hand: (message) => send(whole, message) } }
  return whole
}
