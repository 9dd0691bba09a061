/**
 * The version of the rules by which commands become events. It is in every entry of the ledger, so that whoever replays
 * a life can tell a changed rule from a fault. Raise it with every change of what is decided for the same record and the
 * same command; test/workflow/golden-ledgers.test.ts fails until then.
 */
export const DECIDER_VERSION = 1
