/** One part of an import, numbered from 0. */
export interface ImportPart {
  readonly import: string
  readonly part: number
}

/** Parts of imports that somebody has to register: on AWS a queue in front of a function. */
export interface ImportQueue {
  /** A part that is handed over twice registers nobody twice. */
  hand(part: ImportPart): Promise<void>
}
