/** Nothing of this file can be read as a roster. The message says why and what to do, and names nobody. */
export class RosterUnreadable extends Error {
  override readonly name = 'RosterUnreadable'
}
