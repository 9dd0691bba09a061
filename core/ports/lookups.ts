/** What is found by something personal, without the record naming it. */
export type LookupKind = 'PHONE' | 'IDENTITY' | 'ADDRESS' | 'CONFIRMATION' | 'BUDGET' | 'REQUEST'

/** A text as the record may hold it: nobody who does not have the secret can tell which text it was. */
export interface Digest {
  /** `<key id>.<digest>`. */
  readonly id: string
  /** Under the key that new items are written under. */
  readonly isCurrent: boolean
}

/**
 * Digests of phones, documents and addresses under a secret that the record does not hold. While its key is being
 * changed there are two: whatever was written under either can be found.
 */
export interface Lookups {
  /** Under every key in use, the oldest first. Exactly one is current. */
  digests(kind: LookupKind, text: string): Promise<readonly Digest[]>
}
