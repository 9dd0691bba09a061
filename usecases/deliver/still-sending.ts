/** Somebody else has just begun to send this text: what comes of it is not known yet. */
export class StillSending extends Error {
  override readonly name = 'StillSending'
}
