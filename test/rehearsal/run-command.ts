import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { command, type ExitCode } from '../../local/rehearsal/rehearsal-command.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sixclear-rehearsal-'))
  folders.push(folder)
  return folder
}

export interface CommandResult {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** Runs the command as the shell would. */
export const run = async (...args: string[]): Promise<CommandResult> => {
  let out = ''
  let err = ''
  const code = await command(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    wallClock: () => 0,
  })
  return { code, out, err }
}

/** Every file under the folder, by name. */
export const filesIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
