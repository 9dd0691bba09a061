import {
  type PinpointSMSVoiceV2Client,
  paginateDescribePhoneNumbers,
  paginateDescribePools,
  UpdatePhoneNumberCommand,
  UpdatePoolCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2'

/** A number or pool to which people can reply. A number in a pool has the pool's setting. */
interface TwoWay {
  readonly what: 'number' | 'pool'
  readonly id: string
  readonly isSelfManaged: boolean
}

const twoWays = async (client: PinpointSMSVoiceV2Client): Promise<TwoWay[]> => {
  const found: TwoWay[] = []
  for await (const { PhoneNumbers = [] } of paginateDescribePhoneNumbers({ client }, {}))
    for (const { PhoneNumberId: id, PoolId, TwoWayEnabled, SelfManagedOptOutsEnabled } of PhoneNumbers)
      if (id !== undefined && PoolId === undefined && TwoWayEnabled === true)
        found.push({ what: 'number', id, isSelfManaged: SelfManagedOptOutsEnabled === true })
  for await (const { Pools = [] } of paginateDescribePools({ client }, {}))
    for (const { PoolId: id, TwoWayEnabled, SelfManagedOptOutsEnabled } of Pools)
      if (id !== undefined && TwoWayEnabled === true)
        found.push({ what: 'pool', id, isSelfManaged: SelfManagedOptOutsEnabled === true })
  return found
}

export interface OptOutsChecked {
  /** A line for each number and pool. */
  readonly lines: readonly string[]
  /** STOP and HELP reach us, from every one of them. */
  readonly isRight: boolean
}

/**
 * Checks who handles STOP and HELP. By default AWS answers them and passes none on: a returnee who writes STOP
 * would look silent until the next text is refused. `set`: have them passed on to us.
 */
export const checkOptOuts = async (
  client: PinpointSMSVoiceV2Client,
  { set }: { readonly set: boolean },
): Promise<OptOutsChecked> => {
  const lines: string[] = []
  let isRight = true
  for (const { what, id, isSelfManaged } of await twoWays(client)) {
    if (isSelfManaged) lines.push(`${what} ${id}: STOP and HELP come to us`)
    else if (set) {
      const managed = { SelfManagedOptOutsEnabled: true }
      await (what === 'number'
        ? client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: id, ...managed }))
        : client.send(new UpdatePoolCommand({ PoolId: id, ...managed })))
      lines.push(`${what} ${id}: STOP and HELP come to us from now on`)
    } else {
      isRight = false
      lines.push(`${what} ${id}: AWS handles STOP and HELP itself. Run it again with --self-managed-opt-outs`)
    }
  }
  return {
    lines: lines.length === 0 ? ['there is no two-way number yet: run this again when there is one'] : lines,
    isRight,
  }
}
