import * as z from 'zod/mini'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { degrees } from '../../core/temperature.ts'
import { InvalidRequest } from '../http/errors.ts'

/** Degrees Celsius, as temperatures appear in the API. */
export const Temperature = z
  .number()
  .check(z.minimum(30), z.maximum(45), z.describe('Degrees Celsius, such as 36.5.'))

/**
 * Tenths of a degree, as recorded.
 * @throws InvalidRequest when the rule book does not accept it as a body temperature
 */
export const tenthsOf = (temperature: number, { confirm }: RuleBook): number => {
  const tenths = Math.round(temperature * 10)
  if (tenths >= confirm.min && tenths <= confirm.max) return tenths
  throw new InvalidRequest([
    {
      field: 'temperature',
      found: 'a number',
      reason: `not a body temperature: expected ${degrees(confirm.min)} to ${degrees(confirm.max)}`,
    },
  ])
}
