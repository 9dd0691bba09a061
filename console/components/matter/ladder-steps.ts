import type { ShownEntry } from '../../../api/views/ledger-view.ts'
import type { Matter, Owner } from '../../../core/matter/matter.ts'
import type { Rung } from '../../../core/rule-book/rule-book.ts'

type MatterOnLadder = Pick<Matter, 'id' | 'ladder' | 'state'>

/** The state of one rung for a matter. */
export interface LadderStep {
  readonly rung: Rung
  /**
   * `passed`: its time is over. `now`: it has the matter, or settled it. `to_come`: not notified yet. `left_out`:
   * skipped, or no longer needed.
   */
  readonly state: 'passed' | 'now' | 'to_come' | 'left_out'
  /** Every notification of the rung, oldest first. */
  readonly told: readonly {
    readonly at: string
    readonly dueAt: string
    readonly owners: readonly Owner[]
  }[]
}

const toldOf = (matter: MatterOnLadder, rung: Rung, ledger: readonly ShownEntry[]): LadderStep['told'] =>
  ledger.flatMap(({ at, event }) =>
    event.type === 'matter_climbed' && event.matter === matter.id && event.rung === rung.rung
      ? [{ at, dueAt: event.dueAt, owners: event.owners }]
      : [],
  )

const stateOf = (
  { state }: MatterOnLadder,
  index: number,
  told: LadderStep['told'],
  last: number,
): LadderStep['state'] => {
  if (state.name === 'open' && index > state.at) return 'to_come'
  if (told.length === 0) return 'left_out'
  return index === (state.name === 'open' ? state.at : last) ? 'now' : 'passed'
}

/** Every rung of a matter's ladder, with its state from the ledger. */
export const ladderSteps = (matter: MatterOnLadder, ledger: readonly ShownEntry[]): LadderStep[] => {
  const told = matter.ladder.map((rung) => toldOf(matter, rung, ledger))
  const last = told.findLastIndex((times) => times.length > 0)
  return matter.ladder.map((rung, index) => {
    const times = told[index] ?? []
    return { rung, told: times, state: stateOf(matter, index, times, last) }
  })
}
