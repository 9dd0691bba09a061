import { Why } from '../../../core/line/line.ts'
import { checkOf } from '../../../core/line/line-checks.ts'
import type { Ports } from '../../../core/ports/ports.ts'
import { type Instant, plus } from '../../../core/time/instant.ts'
import { listCommunities } from '../../../record/community-repository.ts'
import { lineOf } from '../../../usecases/judge-line/judge-line.ts'
import type { LookedAfter } from '../../../usecases/judge-line/judged-line.ts'
import type { IsolationHistory } from '../history/isolation-histories.ts'
import { lateSpans } from '../history/late-spans.ts'
import type { Violation } from './invariant.ts'

/** The line of everybody, with full access. */
export const wholeLine = async (ports: Ports): Promise<LookedAfter> => {
  const places = (await listCommunities(ports.store)).map((community) => ({
    community,
    grids: new Set(community.grids.map(({ id }) => id)),
  }))
  return lineOf(ports, { places, isDistrict: true, covers: () => true })
}

/** The checks that depend on time; other invariants cover the rest. */
const OF_TIME: ReadonlySet<Why> = new Set(
  Why.options.filter((why) =>
    ['last_rung_answered', 'decision_in_time', 'danger_answered', 'prompt_known'].includes(checkOf[why]),
  ),
)

const invariant = 'the line names exactly those whose time is over'

/** Compares the line with what the ledgers say. */
export class LineComparison {
  readonly #line: LookedAfter
  readonly #now: Instant
  readonly #grace: number
  readonly #named: ReadonlySet<string>
  readonly #violations: Violation[] = []

  constructor(line: LookedAfter, now: Instant, grace: number) {
    this.#line = line
    this.#now = now
    this.#grace = grace
    this.#named = new Set(line.offenders.map(({ id }) => id))
  }

  add(history: IsolationHistory): void {
    for (const matter of history.matters) {
      const spans = lateSpans(matter, history, this.#now)
      const isLate = spans.some(({ until }) => until === this.#now && matter.state.name === 'open')
      const isLongLate = isLate && spans.some(({ from }) => plus(from, this.#grace) < this.#now)
      const { id } = matter
      const isolation = history.isolation.id
      if (isLongLate && !this.#named.has(id))
        this.#violations.push({ invariant, isolation, what: `${id} is late, and the line does not name it` })
      const named = this.#line.offenders.find((one) => one.id === id && OF_TIME.has(one.why))
      if (named !== undefined && !isLate && plus(named.since, this.#grace) < this.#now)
        this.#violations.push({ invariant, isolation, what: `${id} is not late, and the line names it` })
      if (named !== undefined && named.owes?.length === 0)
        this.#violations.push({ invariant, isolation, what: `the line says of ${id} nobody who owes it` })
    }
  }

  violations(): readonly Violation[] {
    const { line, offenders } = this.#line
    if (offenders.length > 0 && line !== 'red')
      return [...this.#violations, { invariant, what: `the line names somebody and is ${line}` }]
    return this.#violations
  }
}
