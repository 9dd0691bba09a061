import type { HouseholdDecision, LoadedHousehold } from '../core/household/decision.ts'
import { isIsolation, type MatterId, type SubjectId } from '../core/ids.ts'
import type { Decision, Loaded } from '../core/isolation/decision.ts'
import type { Ports } from '../core/ports/ports.ts'
import type { AlreadyRead, Given } from './handle-command.ts'
import {
  type HouseholdResult,
  handleHouseholdCommand,
  loadHousehold,
  loadHouseholdWithMatter,
} from './household-repository.ts'
import { type CommandResult, handleCommand, loadIsolation, loadWithMatter } from './isolation-repository.ts'
import { subjectOf } from './keys.ts'
import type { Matters } from './matters.ts'

/** Whom or what matters and messages are about. */
export type LoadedSubject = Loaded | LoadedHousehold
export type SubjectResult = CommandResult | HouseholdResult

type ReadPorts = Pick<Ports, 'store' | 'clock'>

/** @throws NotFound */
export const loadSubject = (ports: ReadPorts, id: SubjectId): Promise<LoadedSubject> =>
  isIsolation(id) ? loadIsolation(ports, id) : loadHousehold(ports, id)

/** A subject and one of its matters, read in one call. @throws NotFound */
export const loadSubjectWithMatter = (
  ports: ReadPorts,
  matter: MatterId,
): Promise<{ readonly loaded: LoadedSubject; readonly matters: Matters }> => {
  const id = subjectOf(matter)
  return isIsolation(id) ? loadWithMatter(ports, id, matter) : loadHouseholdWithMatter(ports, id, matter)
}

type Decide<Of, Decided> = (
  loaded: Of,
  matters: Matters,
) => Decided | undefined | Promise<Decided | undefined>

/** What a command decides of each kind of subject. */
export interface Deciding {
  readonly isolation: Decide<Loaded, Decision>
  readonly household: Decide<LoadedHousehold, HouseholdDecision>
}

/** A decision about a matter alone, whatever it is about. */
export const whatever = (decide: Decide<LoadedSubject, Decision & HouseholdDecision>): Deciding => ({
  isolation: decide,
  household: decide,
})

/** What the caller of a command has read already. If somebody else was faster, it is read again. */
export type AlreadyReadSubject = AlreadyRead<LoadedSubject>

/** Changes a subject: see handle-command.ts. @throws NotFound, Contended */
export const handleSubject = (
  ports: ReadPorts,
  id: SubjectId,
  { isolation, household }: Deciding,
  { loaded, ...given }: Given<LoadedSubject> = {},
): Promise<SubjectResult> =>
  isIsolation(id)
    ? handleCommand(ports, id, isolation, {
        ...given,
        loaded: loaded !== undefined && 'isolation' in loaded ? loaded : undefined,
      })
    : handleHouseholdCommand(ports, id, household, {
        ...given,
        loaded: loaded !== undefined && 'household' in loaded ? loaded : undefined,
      })
