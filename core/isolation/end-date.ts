import { localDate } from '../time/time-zone.ts'
import type { Isolation } from './isolation.ts'

/** The day on which it ended, in the community's time zone. */
export const endDate = ({ status, dayZero, zone }: Isolation): string =>
  status.name === 'released' || status.name === 'ended' ? localDate(status.at, zone) : dayZero
