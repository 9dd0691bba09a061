import * as z from 'zod/mini'
import { MatterId } from '../core/ids.ts'
import { Answer, Owner } from '../core/matter/matter.ts'
import { ONE_TIME_LETTERS } from '../core/matter/one-time-codes.ts'
import type { Ids } from '../core/ports/ids.ts'
import type { LookupKind } from '../core/ports/lookups.ts'
import type { Write } from '../core/ports/store.ts'
import { DAY, plus } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { type Finding, type LookedUp, lookUp, writesAt } from './lookup.ts'
import { openShape } from './shape.ts'

/** What a one-time code confirms. It is looked up by the phone it was sent to, so it works from no other. */
const Confirmation = z.strictObject({
  matter: MatterId,
  /** The unconfirmed answer's id. */
  id: z.string(),
  answer: Answer,
  by: Owner,
  /** Personal: the new number to be confirmed. The item expires a day after its code. */
  phone: z.optional(z.string()),
  expiresAt: InstantSchema,
  /** The message that brought the code back. */
  usedBy: z.optional(z.string()),
})
export type Confirmation = z.infer<typeof Confirmation>

const storedConfirmation = openShape('one-time code', Confirmation)

export interface LoadedConfirmation {
  readonly confirmation: Confirmation
  readonly at: LookedUp
}

const KIND: LookupKind = 'CONFIRMATION'

/** How long an expired code is still known, so that its sender can be told. */
const REST = DAY

const content = (confirmation: Confirmation) => ({
  body: storedConfirmation.body(confirmation),
  expiresAt: plus(confirmation.expiresAt, REST),
})

export const findConfirmation = async (
  ports: Finding,
  phone: string,
  code: string,
): Promise<LoadedConfirmation | undefined> => {
  const at = await lookUp(ports, KIND, phone, code)
  if (at.item === undefined) return undefined
  return { confirmation: storedConfirmation.read(at.item), at }
}

/** A letter and this many digits, from a fresh id. */
const draw = (ids: Ids, digits: number): string => {
  let hash = 0
  for (const character of ids.next()) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0
  const letter = ONE_TIME_LETTERS.charAt(hash % ONE_TIME_LETTERS.length)
  return letter + String(Math.floor(hash / ONE_TIME_LETTERS.length) % 10 ** digits).padStart(digits, '0')
}

const DRAWS = 20

/** All the codes drawn for one phone are in use, which does not happen by chance. */
class NoOneTimeCodeLeft extends Error {
  override readonly name = 'NoOneTimeCodeLeft'
}

/** Draws a code that this phone has not had for a day, and the write that takes it. @throws NoOneTimeCodeLeft */
export const takeOneTimeCode = async (
  ports: Finding & { readonly ids: Ids },
  phone: string,
  confirmation: Confirmation,
  digits: number,
): Promise<{ code: string; writes: Write[] }> => {
  for (let drawn = 0; drawn < DRAWS; drawn += 1) {
    const code = draw(ports.ids, digits)
    const at = await lookUp(ports, KIND, phone, code)
    if (at.item === undefined) return { code, writes: writesAt(at, content(confirmation)) }
  }
  throw new NoOneTimeCodeLeft(`${DRAWS} one-time codes drawn for one phone are in use`)
}

/** Written together with the code's effects, so that it takes effect once. */
export const usedOneTimeCode = ({ confirmation, at }: LoadedConfirmation, inbound: string): Write[] =>
  writesAt(at, content({ ...confirmation, usedBy: inbound }))
