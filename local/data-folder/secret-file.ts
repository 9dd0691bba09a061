import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Only the owner may read a file with a secret in it. */
const OURS = 0o600

export const readSecret = (path: string): string | undefined => {
  if (!existsSync(path)) return undefined
  chmodSync(path, OURS)
  return readFileSync(path, 'utf8').trim()
}

export const writeSecret = (path: string, text: string): void => {
  writeFileSync(path, `${text}\n`, { mode: OURS })
  chmodSync(path, OURS)
}
