import { accessSync, chmodSync, constants, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileErrorText, InputError } from '../../command-line/input-error.ts'
import type { Report } from './rehearsal-report.ts'

const PAGE = /^iso-[a-z0-9]+\.md$/

/** A roster and its report contain names, so only their owner may read them. */
const OURS = { folder: 0o700, file: 0o600 }

const write = (path: string, content: string | Uint8Array): void => {
  writeFileSync(path, content, { mode: OURS.file })
  chmodSync(path, OURS.file)
}

const orRefuse = (path: string, work: () => void): void => {
  try {
    work()
  } catch (error) {
    throw new InputError(`${path}: ${fileErrorText(error)}`)
  }
}

/** Makes the folder before the long work begins. @throws InputError when nothing can be written there. */
export const prepareFolder = (folder: string): void =>
  orRefuse(folder, () => {
    mkdirSync(join(folder, 'timelines'), { recursive: true, mode: OURS.folder })
    accessSync(folder, constants.W_OK)
    accessSync(join(folder, 'timelines'), constants.W_OK)
  })

export interface Written {
  readonly report: Report
  readonly summary: string
  /** undefined: every row was registered. */
  readonly rejected: Uint8Array | undefined
}

/** Writes all files of a rehearsal and removes pages of an earlier one from the folder. @throws InputError */
export const writeFiles = (folder: string, { report, summary, rejected }: Written): void =>
  orRefuse(folder, () => {
    const timelines = join(folder, 'timelines')
    for (const name of readdirSync(timelines)) if (PAGE.test(name)) rmSync(join(timelines, name))
    for (const [name, table] of report.tables) write(join(folder, name), table.csv())
    for (const [isolation, page] of report.pages) write(join(timelines, `${isolation}.md`), page)
    write(join(folder, 'summary.txt'), summary)
    if (rejected === undefined) rmSync(join(folder, 'rejected.csv'), { force: true })
    else write(join(folder, 'rejected.csv'), rejected)
  })
