import { writeRejected } from '../../usecases/import-roster/write-rejected.ts'
import { InputError } from '../command-line/input-error.ts'
import { readCommunity, readRuleBook } from '../command-line/input-files.ts'
import { violationInWords } from './invariants/invariant.ts'
import { readOptions, USAGE } from './rehearsal-options.ts'
import { progressLine } from './rehearsal-progress.ts'
import { makeReport } from './report/rehearsal-report.ts'
import { summaryOf } from './report/rehearsal-summary.ts'
import { prepareFolder, writeFiles } from './report/report-files.ts'
import { type RejectedRow, readArrivals } from './run/read-arrivals.ts'
import { rehearse } from './run/rehearse.ts'
import { syntheticPeople } from './run/synthetic-people.ts'

/** Where the command writes. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Overwrites the last line. undefined: there is no terminal. */
  readonly overwrite?: (line: string) => void
  /** Milliseconds of the real clock, to report how long it took. */
  readonly wallClock: () => number
}

/** 0: all is well. 1: the input cannot be used. 2: an invariant was broken. */
export type ExitCode = 0 | 1 | 2

const run = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const options = readOptions(args)
  if (options === 'help') {
    terminal.out(USAGE)
    return 0
  }
  const { seed, out, roster, people = 0, quiet } = options
  const began = terminal.wallClock()
  const community = readCommunity(options.community)
  const book = readRuleBook(options.ruleBook)
  const file = roster === undefined ? undefined : readArrivals(roster, community)
  const arrivals =
    file?.arrivals ??
    syntheticPeople(seed, people, community).map((registration, index) => ({ row: index + 1, registration }))
  prepareFolder(out)
  const rehearsed = await rehearse({
    seed,
    community,
    book,
    arrivals,
    ...(!quiet && {
      onProgress: (progress) => terminal.overwrite?.(progressLine(progress, community.zone)),
    }),
  })
  const rejected: RejectedRow[] = [
    ...(file?.rejected ?? []),
    ...rehearsed.refused.map(({ row, problems }) => ({
      row,
      reasons: problems.map(({ field, reason }) => `${field}: ${reason}`),
    })),
  ].sort((a, b) => a.row - b.row)
  const report = await makeReport(rehearsed)
  const summary = summaryOf(rehearsed, report, {
    seed,
    source: roster ?? `${people} made-up returnees`,
    smsPrice: options.smsPrice,
    rejected,
  })
  rehearsed.system.close()
  const reasonsByRow = new Map(rejected.map(({ row, reasons }) => [row, reasons]))
  writeFiles(out, {
    report,
    summary,
    rejected:
      file === undefined || rejected.length === 0
        ? undefined
        : writeRejected(
            file.roster.header,
            file.roster.rows.flatMap(({ row, values }) => {
              const reasons = reasonsByRow.get(row)
              return reasons === undefined ? [] : [{ values, reasons }]
            }),
          ),
  })
  if (!quiet) {
    terminal.overwrite?.('')
    terminal.out(summary)
    terminal.err(`Files in ${out}. ${((terminal.wallClock() - began) / 1000).toFixed(1)} s of real time.\n`)
  }
  if (report.violations.length === 0) return 0
  for (const violation of report.violations) terminal.err(`broken: ${violationInWords(violation)}\n`)
  return 2
}

/** The command as the shell runs it. An error in the input is one line. */
export const command = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  try {
    return await run(args, terminal)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    terminal.err(`${error.message}\n`)
    return 1
  }
}
