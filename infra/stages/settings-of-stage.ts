import { type Settings, usualSettings } from '../../core/settings/settings.ts'
import type { Stage } from './stages.ts'

/** The parameter with a stage's settings. */
export const settingsParameter = (stage: string): string => `/sixclear/${stage}/settings`

/** With what a stage begins: what its file says, and the usual for the rest. */
export const settingsOf = ({ sms }: Stage): Settings => {
  const { standby = 'none', originationNumber, senderId, maxPriceUsd, strangers } = sms
  const { circuit, strangers: usual } = usualSettings
  return {
    sms: {
      standby,
      ...(originationNumber === undefined ? {} : { originationNumber }),
      ...(senderId === undefined ? {} : { senderId }),
      ...(maxPriceUsd === undefined ? {} : { maxPriceUsd }),
    },
    circuit,
    strangers: {
      ...(strangers?.countries === undefined ? {} : { countries: strangers.countries }),
      perDay: strangers?.perDay ?? usual.perDay,
    },
  }
}

/** Why a stage cannot have these settings. undefined: it can. */
export const againstStage = (settings: Settings, { sms }: Stage): string | undefined =>
  settings.sms.standby === 'aws' && !sms.byAws
    ? 'sms.standby: AWS cannot stand by where it sends nothing: set byAws in the stage'
    : undefined
