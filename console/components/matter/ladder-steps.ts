import type { Escalation, Owner } from '../../../core/matter/matter.ts'
import type { ShownEntry } from '../../../api/views/ledger-view.ts'
import type { Rung } from '../../../core/rule-book/rule-book.ts'

type Matter = Pick<Escalation, 'id' | 'ladder' | 'state'>

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

const toldOf = (escalation: Matter, rung: Rung, ledger: readonly ShownEntry[]): LadderStep['told'] =>
  ledger.flatMap(({ at, event }) =>
    event.type === 'matter_climbed' && event.matter === escalation.id && event.rung === rung.rung
      ? [{ at, dueAt: event.dueAt, owners: event.owners }]
      : [],
  )

const stateOf = (
  { state }: Matter,
  index: number,
  told: LadderStep['told'],
  last: number,
): LadderStep['state'] => {
  if (state.name === 'open' && index > state.at) return 'to_come'
  if (told.length === 0) return 'left_out'
  return index === (state.name === 'open' ? state.at : last) ? 'now' : 'passed'
}

/** Every rung of a matter's ladder, with its state from the ledger. */
export const ladderSteps = (escalation: Matter, ledger: readonly ShownEntry[]): LadderStep[] => {
  const told = escalation.ladder.map((rung) => toldOf(escalation, rung, ledger))
  const last = told.findLastIndex((times) => times.length > 0)
  return escalation.ladder.map((rung, index) => {
    const times = told[index] ?? []
    return { rung, told: times, state: stateOf(escalation, index, times, last) }
  })
}
