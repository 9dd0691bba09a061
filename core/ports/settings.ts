import type { Settings } from '../settings/settings.ts'

/**
 * What an operator may change while the system runs. Never fails: what cannot be read changes nothing, and the last
 * usable settings count.
 */
export interface CurrentSettings {
  current(): Promise<Settings>
}
