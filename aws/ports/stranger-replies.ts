import type { Strangers } from '../environment.ts'

/** How this stage answers unknown numbers. */
export const strangers = ({ STRANGER_COUNTRIES, STRANGERS_PER_DAY }: Strangers) => ({
  strangers: {
    ...(STRANGER_COUNTRIES !== undefined && { countries: STRANGER_COUNTRIES.split(',') }),
    ...(STRANGERS_PER_DAY !== undefined && { perDay: Number(STRANGERS_PER_DAY) }),
  },
})
