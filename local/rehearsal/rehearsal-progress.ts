import { localTimeText } from './report/local-time-text.ts'
import type { Progress } from './run/rehearse.ts'

const WIDTH = 24

/** One line that is written over and over on a terminal. */
export const progressLine = ({ at, registered, toCome, open }: Progress, zone: string): string => {
  const all = Math.max(1, registered + toCome)
  const done = registered - open
  const filled = Math.round((WIDTH * done) / all)
  return `${localTimeText(at, zone)}  ${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}  ${open} open, ${done} ended of ${all}`
}
