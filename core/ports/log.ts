import type { JsonValue } from '../json.ts'

/** Takes stable event names and ids only: never a name, a phone number, a temperature or a message. */
export interface Log {
  info(event: string, ids: { readonly [id: string]: JsonValue }): void
  error(event: string, ids: { readonly [id: string]: JsonValue }, error?: unknown): void
}
