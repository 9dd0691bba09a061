import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../../core/ports/log.ts'
import type { CurrentSettings } from '../../core/ports/settings.ts'
import { readSettings, usualSettings } from '../../core/settings/settings.ts'

/** Its name in the data folder. */
const FILE = 'settings.json'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Settings in the data folder; the usual ones if there is no file. A change counts at once; a file that holds no settings
 * changes nothing, and is logged once.
 */
export const settingsInFolder = (folder: string, log: Log): CurrentSettings => {
  const file = join(folder, FILE)
  let usable = usualSettings
  let seen: string | undefined
  const textOf = (): string | undefined => {
    try {
      return readFileSync(file, 'utf8')
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
  return {
    current: async () => {
      try {
        const text = textOf()
        if (text === seen) return usable
        seen = text
        usable = text === undefined ? usualSettings : readSettings(text)
      } catch (error) {
        log.error('settings.unusable', { parameter: FILE }, error)
      }
      return usable
    },
  }
}
