import type { Decision, LadderGoesOn } from '../core/aggregate/decision.ts'
import type { Subject } from '../core/aggregate/subject.ts'
import type { MatterId } from '../core/ids.ts'
import type { JsonObject } from '../core/json.ts'
import type { Matter } from '../core/matter/matter.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed, type Key, type Store, type Write } from '../core/ports/store.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { matterItem } from './matter-repository.ts'
import { Matters } from './matters.ts'
import { messageItem } from './message-repository.ts'
import { takeCode } from './short-code-repository.ts'

/** An aggregate was changed by others on every try. The caller's retry will find it left alone. */
export class Contended extends Error {
  override readonly name = 'Contended'
}

type ReadPorts = Pick<Ports, 'store' | 'clock'>

/** What has a ledger, as a command sees it. */
export interface Aggregate<Id, Loaded extends { readonly now: Instant }, Decided> {
  /** @throws NotFound */
  load(ports: ReadPorts, id: Id): Promise<Loaded>
  /** Where its items are, and those of its matters and messages. */
  subject(loaded: Loaded): Subject
  /** What it is after a decision, and the writes of its state and its ledger. */
  change(loaded: Loaded, decision: Decided): { readonly after: Loaded; readonly writes: readonly Write[] }
}

/** What the caller of a command has read already. If somebody else was faster, it is read again. */
export interface AlreadyRead<Loaded> {
  readonly loaded?: Loaded | undefined
  readonly matters?: Matters
}

export interface Given<Loaded> extends AlreadyRead<Loaded> {
  /** Written with the decision: if it is there already, the command was carried out before. */
  readonly once?: Key
}

/** The task of a ladder that waited until a decision, and what it goes on with. */
export interface LadderAnswer {
  readonly of: MatterId
  readonly token: string
  readonly next: LadderGoesOn['next']
}

export interface Handled<Loaded, Decided> {
  readonly before: Loaded
  readonly after: Loaded
  /** What was written. undefined: nothing had to change. */
  readonly decision: Decided | undefined
  /** New matters, as they were written. */
  readonly opened: readonly Matter[]
  /** Ladders that waited until this command. */
  readonly answers: readonly LadderAnswer[]
}

const ATTEMPTS = 12

type AnyDecision = Decision<unknown, { readonly effect: string }>

const ladders = ({ effects = [] }: AnyDecision): LadderGoesOn[] =>
  effects.filter((one): one is LadderGoesOn => one.effect === 'ladder_goes_on')

/** New matters get their codes; each takes one that is free in the same transaction. */
const withCodes = async (
  store: Store,
  { id: subject, community }: Subject,
  now: Instant,
  { matters = [], writes = [] }: AnyDecision,
): Promise<{ readonly matters: readonly Matter[]; readonly writes: readonly Write[] }> => {
  const coded: Matter[] = []
  const all = [...writes]
  for (const matter of matters) {
    if (matter.code === undefined) {
      const { code, write } = await takeCode(store, community, { subject, matter: matter.id }, now, all)
      all.push(write)
      coded.push({ ...matter, code })
    } else coded.push(matter)
  }
  return { matters: coded, writes: all }
}

const matterWrite = (matter: Matter, decision: AnyDecision, matters: Matters): Write => {
  const { id } = matter
  const { ladder } = decision
  const read = matters.asRead(id)
  const goesOn = ladders(decision).some((one) => one.matter === id)
  const token = ladder?.matter === id ? ladder.token : goesOn ? undefined : read?.token
  return {
    put: matterItem(matter, token),
    expect: read === undefined ? 'absent' : { version: read.version },
  }
}

const laddersThatGoOn = (decision: AnyDecision, matters: Matters): LadderAnswer[] =>
  ladders(decision).flatMap(({ matter: of, next }) => {
    const token = matters.asRead(of)?.token
    return token === undefined ? [] : [{ of, token, next }]
  })

/**
 * How long it is known that a command was carried out. A received text can be handled again as long as it waits: four days
 * in its queue and fourteen among the dead letters.
 */
const ONCE_KEPT = 20 * DAY

/** Written with a decision that must not be made again for the same message or request. */
export const onceWrite = (key: Key, now: Instant, body: JsonObject = {}): Write => ({
  put: { ...key, body: { v: 1, ...body }, expiresAt: plus(now, ONCE_KEPT) },
  expect: 'absent',
})

const isRepeated = (once: Key | undefined, { keys }: ConditionFailed): boolean =>
  once !== undefined && keys.some(({ pk, sk }) => pk === once.pk && sk === once.sk)

/**
 * The only way to change an aggregate: a command reads it, lets `decide` return the decision, writes everything in one
 * transaction, and starts again if somebody else was faster. `decide` may run several times and must have no effects;
 * matters that it changes it reads from `matters`. Where it decides that nothing has to change, nothing is written, and
 * nobody notices that what the caller gave was out of date.
 * @throws NotFound, Contended
 */
export const handleCommandOn = async <
  Id extends string,
  Loaded extends { readonly now: Instant },
  Decided extends AnyDecision,
>(
  { load, subject, change }: Aggregate<Id, Loaded, Decided>,
  ports: ReadPorts,
  id: Id,
  decide: (loaded: Loaded, matters: Matters) => Decided | undefined | Promise<Decided | undefined>,
  given: Given<Loaded> = {},
): Promise<Handled<Loaded, Decided>> => {
  const { store } = ports
  const { once } = given
  const unchanged = (at: Loaded): Handled<Loaded, Decided> => ({
    before: at,
    after: at,
    decision: undefined,
    opened: [],
    answers: [],
  })
  let known: AlreadyRead<Loaded> = given
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { loaded = await load(ports, id), matters = new Matters(store) } = known
    known = {}
    const decision = await decide(loaded, matters)
    if (decision === undefined) return unchanged(loaded)
    const { after, writes } = change(loaded, decision)
    const of = subject(loaded)
    const coded = await withCodes(store, of, loaded.now, decision)
    try {
      await store.transact([
        ...writes,
        ...coded.matters.map((matter) => matterWrite(matter, decision, matters)),
        ...(decision.messages ?? []).map(
          (message): Write => ({ put: messageItem(subject(after), message), expect: 'absent' }),
        ),
        ...coded.writes,
        ...(once === undefined ? [] : [onceWrite(once, loaded.now)]),
      ])
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
      if (isRepeated(once, error)) return unchanged(await load(ports, id))
      continue
    }
    return {
      before: loaded,
      after,
      decision,
      opened: coded.matters.filter((matter) => matters.asRead(matter.id) === undefined),
      answers: laddersThatGoOn(decision, matters),
    }
  }
  throw new Contended(`${ATTEMPTS} tries to change ${id} met other writers`)
}
