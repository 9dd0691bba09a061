/** `lines` counts empty ones too: a file can have millions, and each takes time. */
export interface RosterLimits {
  /** Of the file itself, not of what it is compressed to. */
  readonly megabytes: number
  readonly rows: number
  readonly lines: number
}

/** What is read and looked at within one request. */
export const LIMITS: RosterLimits = { megabytes: 5, rows: 10_000, lines: 50_000 }

/** What an import takes, whose rows are registered later, and what its preview reads. */
export const IMPORT_LIMITS: RosterLimits = { megabytes: 25, rows: 100_000, lines: 200_000 }
