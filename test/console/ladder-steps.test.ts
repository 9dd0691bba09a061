import { describe, expect, it } from 'vitest'
import { ladderSteps } from '../../console/components/matter/ladder-steps.ts'
import { matterKind } from '../../console/pages/workflows/matter-kind.ts'
import { CommunityId, GridId, IsolationId, MatterId, StaffId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Matter, Owner } from '../../core/matter/matter.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import type { RungName } from '../../core/rule-book/rule-book.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'

const instant = (minute: number) => InstantSchema.parse(new Date(minute * 60_000).toISOString())
const id = MatterId.parse('iso-4k2m9x7q3h8w5d6e-01-evening-fever')
const isolation = IsolationId.parse('iso-4k2m9x7q3h8w5d6e')
const community = CommunityId.parse('qinghe')
const grid = GridId.parse('grid-1')
const hospital: Owner = { role: 'hospital', staff: StaffId.parse('hospital') }

const climbed = (entry: number, rung: RungName): LedgerEntry => ({
  isolation,
  entry,
  at: instant(entry),
  by: 'workflow',
  community,
  grid,
  ruleBook: 1,
  decider: 1,
  event: { type: 'matter_climbed', matter: id, rung, owners: [hospital], dueAt: instant(entry + 30) },
})

const fever: Matter = {
  id,
  isolation,
  community,
  grid,
  kind: 'fever',
  code: '4821',
  ruleBook: 1,
  ladder: defaultRuleBook.ladders.fever,
  openedAt: instant(0),
  generation: 1,
  absenceConfirmed: false,
  state: {
    name: 'open',
    at: 0,
    round: 0,
    rung: 'worker_and_doctor',
    owners: [hospital],
    since: instant(1),
    dueAt: instant(31),
    acknowledged: [],
  },
}

const states = (matter: Matter, ledger: readonly LedgerEntry[]) =>
  ladderSteps(matter, ledger).map(({ state }) => state)

describe('the ladder of a matter', () => {
  it('has the rung that has it now, and those to come', () => {
    expect(states(fever, [climbed(1, 'worker_and_doctor')])).toEqual(['now', 'to_come', 'to_come'])
  })

  it('tells a rung that had its time from one that was left out', () => {
    const { state } = fever
    const atHospital = state.name === 'open' ? { ...fever, state: { ...state, at: 2 } } : fever
    const ledger = [climbed(1, 'worker_and_doctor'), climbed(2, 'hospital'), climbed(9, 'hospital')]
    expect(states(atHospital, ledger)).toEqual(['passed', 'left_out', 'now'])
    expect(ladderSteps(atHospital, ledger)[2]?.told.map(({ at }) => at)).toEqual([instant(2), instant(9)])
  })

  it('ends on the rung that settled it', () => {
    const settled: Matter = {
      ...fever,
      state: { name: 'settled', outcome: 'ruled_out', by: 'staff:doctor', at: instant(5) },
    }
    expect(states(settled, [climbed(1, 'worker_and_doctor')])).toEqual(['now', 'left_out', 'left_out'])
  })

  it('takes nothing from the ledger of another matter', () => {
    const other: LedgerEntry = {
      ...climbed(1, 'hospital'),
      event: {
        type: 'matter_climbed',
        matter: MatterId.parse('iso-4k2m9x7q3h8w5d6e-02-morning-silence'),
        rung: 'worker_and_doctor',
        owners: [],
        dueAt: instant(9),
      },
    }
    expect(ladderSteps(fever, [other])[0]?.told).toEqual([])
  })
})

describe('the kind of a matter', () => {
  it('is read from the end of its id', () => {
    expect(matterKind('iso-4k2m9x7q3h8w5d6e-01-evening-fever')).toBe('fever')
    expect(matterKind('iso-4k2m9x7q3h8w5d6e-17-no-show')).toBe('no_show')
    expect(matterKind('iso-4k2m9x7q3h8w5d6e-17-unclear-replies')).toBe('unclear_replies')
    expect(matterKind('iso-4k2m9x7q3h8w5d6e-17-something-newer')).toBeUndefined()
  })
})
