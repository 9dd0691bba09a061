import type { JsonObject } from '../json.ts'

/** A notice for a department's own systems; ids only. */
export interface Alert {
  readonly key: string
  readonly community: string
  readonly grid: string
  readonly department: string
  readonly kind: string
  readonly body: JsonObject
}

export interface Alerts {
  /** Safe to repeat. @throws MessagesThrottled */
  publish(alert: Alert): Promise<void>
}
