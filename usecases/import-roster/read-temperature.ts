import { Tenths } from '../../core/temperature.ts'
import type { Reading } from './cell-reading.ts'
import { plainText } from './cell-text.ts'

/** Tenths of a degree Celsius. */
export const readTemperature = (cell: string): Reading<number> => {
  const match = /^(\d{2})(?: ?[.,。·度] ?(\d{1,2}))? ?(?:°|°?c|度)?$/i.exec(plainText(cell))
  const tenths =
    match === null ? Number.NaN : Math.round((Number(match[1]) + Number(`0.${match[2] ?? 0}`)) * 10)
  const parsed = Tenths.safeParse(tenths)
  return parsed.success ? { value: parsed.data } : { reason: 'expected degrees Celsius, such as 36.5' }
}
