import { createHmac, timingSafeEqual } from 'node:crypto'

/** Another system, and what it was granted: scopes as OAuth writes them, with a space between. */
export interface Machine {
  readonly client: string
  readonly scope: string
}

/**
 * The secret of another system on this machine. It is made of the owner's token, so that nothing more is stored, and
 * holds for exactly these scopes. It ends with the data folder.
 */
export const machineSecret = (ownerToken: string, { client, scope }: Machine): string =>
  createHmac('sha256', ownerToken).update(`machine\n${client}\n${scope}`).digest('base64url')

export const isMachineSecret = (ownerToken: string, machine: Machine, secret: string): boolean => {
  const [a, b] = [Buffer.from(machineSecret(ownerToken, machine)), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}
