import type { SlotLabel } from './templates.ts'

const DAY = 86_400_000

/** Whether a date is that of the asked slot or the one before. undefined: neither, it has to be named. */
export const nearness = (date: string, asked: string): 'today' | 'yesterday' | undefined => {
  const days = (Date.parse(asked) - Date.parse(date)) / DAY
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : undefined
}

/** One of several wordings, another one for the next slot and the same whenever the text is made again. */
export const turnOf = ({ date, half }: SlotLabel, wordings: readonly [string, ...string[]]): string => {
  const slots = (Date.parse(date) / DAY) * 2 + (half === 'morning' ? 0 : 1)
  return wordings[slots % wordings.length] ?? wordings[0]
}
