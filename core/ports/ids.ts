/** The only source of randomness. */
export interface Ids {
  /** A fresh id of 16 lower-case letters and digits, unguessable in production, seeded in rehearsals. */
  next(): string
}
