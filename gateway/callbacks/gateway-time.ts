import * as z from 'zod/mini'
import { HOUR, instant, plus } from '../../core/time/instant.ts'

/** Gateways of the mainland write Beijing time, all year eight hours before UTC: `2020-02-14 08:00:05`. */
export const GatewayTime = z.pipe(
  z.string().check(z.regex(/^\d{4}-?\d{2}-?\d{2} ?\d{2}:?\d{2}:?\d{2}$/)),
  z.transform((text) => {
    const [year, month, day, ...time] = (text.match(/^\d{4}|\d{2}/g) ?? []) as readonly string[]
    return plus(instant(Date.parse(`${year}-${month}-${day}T${time.join(':')}Z`)), -8 * HOUR)
  }),
)
