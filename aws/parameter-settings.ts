import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import type { CurrentSettings } from '../core/ports/settings.ts'
import { readSettings, type Settings } from '../core/settings/settings.ts'
import { MINUTE } from '../core/time/instant.ts'
import { kept } from './kept.ts'

export interface ParameterSettings {
  readonly client: SSMClient
  /** Its name in Parameter Store. */
  readonly parameter: string
  /** What counts until it has been read for the first time. */
  readonly deployed: Settings
  readonly clock: Clock
  readonly log: Log
}

/**
 * Settings in a parameter, read again after a minute. One that cannot be read, or holds no settings, changes nothing and
 * is logged.
 */
export const settingsInParameter = (options: ParameterSettings): CurrentSettings => {
  const { client, parameter, deployed, clock, log } = options
  let usable = deployed
  const read = async (): Promise<Settings> => {
    try {
      const { Parameter } = await client.send(new GetParameterCommand({ Name: parameter }))
      usable = readSettings(Parameter?.Value ?? '')
    } catch (error) {
      log.error('settings.unusable', { parameter }, error)
    }
    return usable
  }
  return { current: kept({ read, clock, fresh: MINUTE, usable: MINUTE }) }
}
