import { SSMClient } from '@aws-sdk/client-ssm'
import { readSettings } from '../../core/settings/settings.ts'
import { settingsInParameter } from '../parameter-settings.ts'
import type { PortContext } from '../port-context.ts'
import { systemClock } from '../system-clock.ts'

/** The settings of this stage. */
export const settings = (
  { SETTINGS_PARAMETER, SETTINGS }: { readonly SETTINGS_PARAMETER: string; readonly SETTINGS: string },
  { clients, log }: PortContext,
) => ({
  settings: settingsInParameter({
    client: new SSMClient({ maxAttempts: 2, ...clients }),
    parameter: SETTINGS_PARAMETER,
    deployed: readSettings(SETTINGS),
    clock: systemClock,
    log,
  }),
})
