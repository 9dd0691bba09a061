import type { State } from './model.ts'

/** A definition, ready to run. */
export interface Program {
  readonly start: State
  readonly timeoutSeconds: number | undefined
}

/** One text of a state machine. An execution keeps the revision it began with. */
export interface Revision {
  readonly id: string
  readonly machine: { readonly arn: string; readonly name: string }
  readonly roleArn: string
  readonly definition: string
  readonly program: Program
  readonly at: number
}
