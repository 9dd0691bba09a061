import * as z from 'zod/mini'
import { Language } from '../../../community/community.ts'
import type { IsolationId } from '../../../ids.ts'
import type { CorrectionReason } from '../../../person/correction.ts'
import { Address, PhoneNumber, words } from '../../../person/person.ts'
import type { Problem } from '../../../person/problem.ts'
import { Category, Flags, Registration, WrittenOrigin } from '../../../person/registration.ts'
import { LocalDate, LocalTime } from '../../../time/local-time.ts'

/** Corrections of a person. Absent: unchanged; null: there is none. */
export const Corrections = z.strictObject({
  /** Its owner is asked to confirm it. */
  phone: z.optional(z.nullable(PhoneNumber)),
  name: z.optional(Registration.shape.person.shape.name),
  documentNumber: z.optional(z.nullable(words(40))),
  /** Within the community: a move to another one is a transfer. */
  address: z.optional(Address),
  category: z.optional(Category),
  flags: z.optional(z.partial(Flags)),
  language: z.optional(Language),
  origin: z.optional(z.nullable(WrittenOrigin)),
  arrivedAt: z.optional(z.strictObject({ date: LocalDate, time: z.optional(LocalTime) })),
  lastExposure: z.optional(z.nullable(LocalDate)),
})
export type Corrections = z.infer<typeof Corrections>

export interface Correction {
  readonly corrections: Corrections
  readonly reason: CorrectionReason
  /** Free words of the person who corrects: kept in the vault only. */
  readonly words?: string | undefined
}

/** The new values are impossible. */
export class CorrectionRejected extends Error {
  override readonly name = 'CorrectionRejected'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '))
    this.problems = problems
  }
}

/** With the new facts this would be somebody else who is in isolation now. */
export class CorrectionClashes extends Error {
  override readonly name = 'CorrectionClashes'
  readonly isolations: readonly IsolationId[]
  constructor(isolations: readonly IsolationId[]) {
    super(
      `by this it would be the same person as ${isolations.join(', ')}: look at both; if they are one, merge them`,
    )
    this.isolations = isolations
  }
}
