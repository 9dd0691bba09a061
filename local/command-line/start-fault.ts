/** Something the user gave cannot be used. The message is one line: what, where and what to do. */
export class StartFault extends Error {
  override readonly name = 'StartFault'
}
