/** Kinds of personal values that items are found by; the record holds only digests of them. */
export type LookupKind = 'PHONE' | 'IDENTITY' | 'ADDRESS' | 'CONFIRMATION' | 'BUDGET' | 'REQUEST' | 'CHANNEL'

/** The digest of a text, from which the text cannot be guessed without the secret. */
export interface Digest {
  /** `<key id>.<digest>`. */
  readonly id: string
  /** Made with the key that new items are written with. */
  readonly isCurrent: boolean
}

/**
 * Digests of phones, documents and addresses under a secret that the record does not hold. While the key is being
 * changed there are two, so that items written under either are found.
 */
export interface Lookups {
  /** Under every key in use, oldest first. Exactly one is current. */
  digests(kind: LookupKind, text: string): Promise<readonly Digest[]>
}
