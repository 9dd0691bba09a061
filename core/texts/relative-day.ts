import type { SlotLabel } from './templates.ts'

const DAY = 86_400_000

/** Whether a date is that of the asked slot or the day before. undefined: neither, so the date has to be named. */
export const nearness = (date: string, asked: string): 'today' | 'yesterday' | undefined => {
  const days = (Date.parse(asked) - Date.parse(date)) / DAY
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : undefined
}

/** One of several wordings: it changes with the slot, and stays the same when the text is made again. */
export const rotatedWording = (
  { date, half }: SlotLabel,
  wordings: readonly [string, ...string[]],
): string => {
  const slots = (Date.parse(date) / DAY) * 2 + (half === 'morning' ? 0 : 1)
  return wordings[slots % wordings.length] ?? wordings[0]
}
