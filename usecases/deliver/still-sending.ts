/** Somebody else has just begun to send this message, so the result is not known yet. */
export class StillSending extends Error {
  override readonly name = 'StillSending'
}
