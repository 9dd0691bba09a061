import { fromEnv } from '@aws-sdk/credential-provider-env'

/** What every client of the SDK is made with. */
export interface ClientSettings {
  readonly requestHandler: {
    readonly connectionTimeout: number
    readonly requestTimeout: number
    readonly throwOnRequestTimeout: boolean
  }
  /** Absent: as the SDK finds them, for a command on an administrator's machine. */
  readonly credentials?: ReturnType<typeof fromEnv>
}

/**
 * Shorter than any function's timeout, so that the function can still retry or say what it was waiting for. Without the
 * last line the SDK would only warn, and go on waiting.
 */
export const commandClients: ClientSettings = {
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
}

/** Lambda puts a function's credentials into its environment. */
export const lambdaClients = (): ClientSettings => ({ ...commandClients, credentials: fromEnv() })
