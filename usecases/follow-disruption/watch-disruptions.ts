import type { Community, Staff } from '../../core/community/community.ts'
import { climbDisruption, heardBy, holderOf } from '../../core/disruption/climb-disruption.ts'
import type { Disruption } from '../../core/disruption/disruption.ts'
import { overdueSince, wasLastNotAsked } from '../../core/isolation/held-up.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { MessageRefused, type Sms } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Item } from '../../core/ports/store.ts'
import { DisruptionKind } from '../../core/rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import { newestRuleBook } from '../../record/community-repository.ts'
import {
  disruptionWrite,
  findDisruption,
  heldUpIn,
  type LoadedDisruption,
  removeHeldUp,
  written,
} from '../../record/disruption-repository.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationKey } from '../../record/keys.ts'
import { isUnreadable } from '../../record/shape.ts'
import { communitySms } from '../deliver/community-sms.ts'
import { sendNow } from '../deliver/guarded-messages.ts'
import { tryEach } from '../deliver/try-each.ts'
import { settleDisruption } from './open-disruption.ts'

type WatchPorts = Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>

/** Of one that cannot be read nobody knows. */
const isHeldUpStill = (kind: DisruptionKind, item: Item, now: Instant): boolean => {
  try {
    const { isolation } = readIsolation(item)
    // Who has reported, by telephone or at the door, needs no message any more.
    if (kind === 'messages_failing') return isolation.awaiting?.for === 'report'
    // Until the next slot asks, or somebody has reported them meanwhile.
    if (kind === 'not_asked') return isOpen(isolation) && wasLastNotAsked(isolation)
    return overdueSince(isolation, now) !== undefined
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return true
  }
}

/** How many are still held up. Those whose step has succeeded meanwhile are taken off the list. */
const stillHeldUp = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { community, kind }: Disruption,
): Promise<number> => {
  const listed = await heldUpIn(store, community, kind)
  const items = await store.getAll(listed.map(({ heldUp }) => isolationKey(heldUp.isolation)))
  const now = clock.now()
  let still = 0
  for (const [index, item] of items.entries()) {
    const entry = listed[index]
    if (entry === undefined) continue
    if (item !== undefined && isHeldUpStill(kind, item, now)) still += 1
    else await removeHeldUp(store, entry, now)
  }
  return still
}

const keyOf = ({ community, kind, openedAt }: Disruption, what: string, { id }: Staff): string =>
  `disruption-${community}-${kind}-${openedAt}-${what}-${id}`

/** One whom no message can reach does not keep the others from being told. */
const send = async (ports: WatchPorts, disruption: Disruption, sms: Sms): Promise<void> => {
  try {
    await sendNow(ports, sms)
  } catch (error) {
    if (!(error instanceof MessageRefused)) throw error
    ports.log.error('disruption.refused', { community: disruption.community, disruption: disruption.kind })
  }
}

/** One after the other, each recorded before the next: who cannot be reached now does not have the others told again. */
const sayItIsOver = async (
  ports: WatchPorts,
  community: Community,
  settled: LoadedDisruption,
): Promise<void> => {
  if (settled.disruption.state.name === 'open') return
  const { code, kind, state } = settled.disruption
  let known = settled
  for (const owner of state.told) {
    for (const staff of holderOf(community, owner.role)) {
      const to = { to: staff.phone, language: staff.language ?? community.language }
      const sms = communitySms(community, to, 'disruption_over', { code, kind })
      await send(ports, known.disruption, { ...sms, key: keyOf(known.disruption, 'over', staff) })
    }
    const disruption = heardBy(known.disruption, owner)
    if (!(await written(ports.store, [disruptionWrite(disruption, known)]))) return
    known = { disruption, version: known.version + 1 }
  }
}

const climbOne = async (
  ports: WatchPorts,
  community: Community,
  known: LoadedDisruption,
  heldUp: number,
  now: Instant,
): Promise<void> => {
  const { disruption } = known
  const due = climbDisruption(disruption, community, await newestRuleBook(ports.store), now)
  if (due === undefined) return
  const { tell, after } = due
  const { code, kind } = disruption
  for (const staff of tell) {
    const to = { to: staff.phone, language: staff.language ?? community.language }
    const sms = communitySms(community, to, 'disruption', {
      code,
      kind,
      ...(heldUp === 0 ? {} : { heldUp }),
    })
    const round = after.state.name === 'open' ? `${after.state.at}-${after.state.round}` : ''
    await send(ports, disruption, { ...sms, key: keyOf(disruption, round, staff) })
  }
  // Sent before it is recorded as told: after a crash it is told twice rather than never.
  await written(ports.store, [disruptionWrite(after, known)])
}

const watchOne = async (ports: WatchPorts, community: Community, kind: DisruptionKind): Promise<void> => {
  const { store, clock } = ports
  const known = await findDisruption(store, community.id, kind)
  if (known === undefined) return
  if (known.disruption.state.name === 'settled') return sayItIsOver(ports, community, known)
  const heldUp = await stillHeldUp(ports, known.disruption)
  if (kind === 'messages_failing' || heldUp > 0) return climbOne(ports, community, known, heldUp, clock.now())
  await settleDisruption(ports, community.id, kind)
  const settled = await findDisruption(store, community.id, kind)
  if (settled !== undefined) await sayItIsOver(ports, community, settled)
}

/**
 * Follows up the disruptions of a community: takes off the list who goes on again, settles what holds up nobody any
 * more, and tells whoever's turn it is. Safe to repeat.
 */
export const watchDisruptions = async (ports: WatchPorts, community: Community): Promise<void> =>
  tryEach(DisruptionKind.options.map((kind) => () => watchOne(ports, community, kind)))

/** As often as the watch runs on AWS. */
const AGAIN = 5 * MINUTE

/** When one needs the next look. An open one is looked at again soon: whom it holds up may go on. */
export const nextDisruptionWatch = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  community: Community,
): Promise<Instant[]> => {
  const soon = plus(clock.now(), AGAIN)
  const known = await Promise.all(
    DisruptionKind.options.map((kind) => findDisruption(store, community.id, kind)),
  )
  return known.flatMap((found) => {
    if (found === undefined) return []
    const { state } = found.disruption
    return state.name === 'open' || state.told.length > 0 ? [soon] : []
  })
}
