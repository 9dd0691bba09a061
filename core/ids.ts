import * as z from 'zod/mini'

const id = <Brand extends string>(shape: RegExp) => z.string().check(z.regex(shape)).brand<Brand>()

const word = '[a-z0-9][a-z0-9-]{0,39}'

export const CommunityId = id<'CommunityId'>(new RegExp(`^${word}$`))
export type CommunityId = z.infer<typeof CommunityId>

export const GridId = id<'GridId'>(new RegExp(`^${word}$`))
export type GridId = z.infer<typeof GridId>

/** A worker, an office, a station, a doctor, a hospital or an administrator: anyone who can own a matter. */
export const StaffId = id<'StaffId'>(new RegExp(`^${word}$`))
export type StaffId = z.infer<typeof StaffId>

export const PersonId = id<'PersonId'>(/^person-[a-z0-9]{4,32}$/)
export type PersonId = z.infer<typeof PersonId>

export const HouseholdId = id<'HouseholdId'>(/^household-[a-z0-9]{4,64}$/)
export type HouseholdId = z.infer<typeof HouseholdId>

/**
 * Short enough that `<isolation>-<generation>` and `<matter>-<generation>` fit the 80 characters of an execution's
 * name.
 */
export const IsolationId = id<'IsolationId'>(/^iso-[a-z0-9]{4,32}$/)
export type IsolationId = z.infer<typeof IsolationId>

/** What a matter or a message is about, and in whose partition it lies. */
export const SubjectId = z.union([IsolationId, HouseholdId])
export type SubjectId = z.infer<typeof SubjectId>

export const isIsolation = (id: SubjectId): id is IsolationId => id.startsWith('iso-')

/** A subject under the name of what it is. */
export const bySubject = (
  id: SubjectId,
): { readonly isolation: IsolationId } | { readonly household: HouseholdId } =>
  isIsolation(id) ? { isolation: id } : { household: id }

/** One matter: its subject, what it belongs to (a slot, or a count) and its kind. */
export const MatterId = id<'MatterId'>(/^(iso|household)-[a-z0-9]{4,32}-[a-z0-9-]{1,30}$/)
export type MatterId = z.infer<typeof MatterId>

/** Day and half of a slot: `03-morning`. */
export const SlotId = id<'SlotId'>(/^\d{2}-(morning|evening)$/)
export type SlotId = z.infer<typeof SlotId>

/** Names a matter, or somebody measured by a worker, in a message: four digits, or five or six once these run short. */
export const Code = z.string().check(z.regex(/^(?:\d{4}|[2-8]\d{4}|[4-9]\d{5})$/))

/** One import of a roster. */
export const ImportId = id<'ImportId'>(/^import-[a-z0-9]{4,64}$/)
export type ImportId = z.infer<typeof ImportId>

/** Who acted: `workflow`, `sweeper`, `resident` or `staff:<id>`. */
export const Actor = z.string().check(z.regex(/^(workflow|sweeper|resident|staff:[A-Za-z0-9._@-]{1,64})$/))
export type Actor = z.infer<typeof Actor>

/** Another system that calls the API. It changes nothing, so no entry of a ledger names it. */
export const Machine = z.string().check(z.regex(/^machine:[A-Za-z0-9._@-]{1,64}$/))
