export type Half = 'morning' | 'evening'

/** When a reading was taken, if the text says so: the half-day of today (0) or yesterday (-1). */
export interface When {
  readonly day: 0 | -1
  readonly half?: Half
}
