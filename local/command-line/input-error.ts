/** What the user gave cannot be used. The message is one line: what is wrong, where, and what to do. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** The reason why the system refuses a file, in words. */
export const fileErrorText = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      return 'there is no such file: check the name'
    case 'EISDIR':
      return 'this is a folder: name a file in it'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not use it: change its rights, or name another one'
    case 'EROFS':
      return 'the disk cannot be written: name a folder elsewhere'
    case 'ENOSPC':
      return 'the disk is full: make room, or name a folder elsewhere'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder is needed: name another folder'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
