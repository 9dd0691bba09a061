/** What was asked was understood, but the rules do not allow it now. The message says why. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible'
}
