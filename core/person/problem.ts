/** What is wrong with one field of what somebody entered. */
export interface Problem {
  /** Path of the field, e.g. `address.grid`. */
  readonly field: string
  readonly reason: string
}
