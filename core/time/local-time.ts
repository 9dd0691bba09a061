import * as z from 'zod/mini'

/** `new Date` turns 30 February into 2 March. */
const isCalendarDay = (text: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** `YYYY-MM-DD` in the community's zone. */
export const LocalDate = z
  .string()
  .check(z.refine(isCalendarDay, { error: 'expected a day of the calendar such as 2020-02-14' }))
  .brand<'LocalDate'>()
export type LocalDate = z.infer<typeof LocalDate>

/** `HH:MM` in the community's zone. */
export const LocalTime = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
  .brand<'LocalTime'>()
export type LocalTime = z.infer<typeof LocalTime>
