/** The ledger does not fit the state: an entry is missing, doubled or of another aggregate. */
export class LedgerGap extends Error {
  override readonly name = 'LedgerGap'
}
