/**
 * The record holds something that a newer release has written, in a version or of a type that this one does not know.
 * It is not damaged: the same call succeeds on a newer release, so every caller tries again later.
 */
export class NewerShape extends Error {
  override readonly name = 'NewerShape'
}
