import type { IsolationId } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import {
  recordReport as decide,
  endedByReport,
  judgedOf,
  type ReportFacts,
} from '../../core/isolation/decisions/record-report.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { careMatter } from '../../core/isolation/isolation.ts'
import { onceOf, type Report } from '../../core/isolation/report.ts'
import type { AnswerPorts, CommandPorts, Ports } from '../../core/ports/ports.ts'
import { type AlreadyRead, type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { reportKey } from '../../record/keys.ts'
import type { Matters } from '../../record/matters.ts'
import type { LoadedSubject } from '../../record/subject-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { paid } from '../compose-message/within-budget.ts'
import { wordsToKeep } from '../raise-matter/keep-words.ts'
import { restartIsolation } from '../restart-execution/restart-execution.ts'
import { settleMatter } from '../settle-matter/settle-matter.ts'
import { finishReport } from './finish-report.ts'

/** A report, and what came with it. */
export interface ReceivedReport extends Report {
  /** The number that wrote, if the caller knows it. */
  readonly from?: string
  /** The message also has words that a person must read. */
  readonly note?: boolean
}

/** What is known of an illness from before. */
const careOf = async (
  loaded: Loaded,
  matters: Matters,
  report: Report,
): Promise<Omit<ReportFacts, 'hasWords'>> => {
  const { status } = loaded.isolation
  const care = careMatter(loaded.isolation)
  const isIll = judgedOf(loaded, report) !== 'normal'
  return {
    care: care === undefined ? undefined : await matters.one(care),
    proposal: isIll && status.name === 'under_review' ? await matters.one(status.matter) : undefined,
  }
}

/**
 * Records one report, from anybody and at any time. It fills its slot or becomes an extra report, and ends every matter
 * about the returnee's silence; a fever or symptom opens or raises a matter, and an urgent one stops the prompts.
 */
export const recordReport = async (
  ports: AnswerPorts,
  id: IsolationId,
  report: ReceivedReport,
  { loaded }: AlreadyRead = {},
): Promise<CommandResult> => {
  const result = await handleCommand(
    ports,
    id,
    async (known, matters) => {
      const words = report.note === true ? await wordsToKeep(ports, known, report.inbound) : []
      const facts = { ...(await careOf(known, matters, report)), hasWords: words.length > 0 }
      const decision = decide(known, report, facts)
      return paid(ports, known, report, { ...decision, writes: words })
    },
    { loaded, once: reportKey(id, onceOf(report)) },
  )
  if (result.decision === undefined) await finishReport(ports, result, report)
  else await applyEffects(ports, result)
  await measureInTime(ports, result)
  await settleWhenHeard(ports, result, report.by)
  return result
}

/**
 * An execution that waits for the hour of a slot has no token to continue by: it goes on under a new generation. After
 * a crash before this, the sweeper restarts the overdue isolation.
 */
const measureInTime = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock' | 'log'>,
  { decision, next, answers, isolation }: CommandResult,
): Promise<void> => {
  const asks = decision?.events.some(({ type }) => type === 'to_measure_again') ?? false
  const goesOn = answers.some(({ of }) => of === isolation.id)
  if (asks && next.do === 'measure_again' && !goesOn && decision?.plan === 'again')
    await restartIsolation(ports, isolation.id, isolation.generation, 'second_reading_due')
}

/** Settles the matters about a silence once the returnee has reported. Safe to repeat. */
const settleWhenHeard = async (ports: CommandPorts, result: Loaded, by: LedgerEntry['by']): Promise<void> => {
  let loaded: LoadedSubject = result
  for (const { id } of endedByReport(result.isolation))
    loaded = await settleMatter(ports, id, 'reported', by, { loaded })
}
