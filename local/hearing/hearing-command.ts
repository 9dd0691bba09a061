import { InputError } from '../command-line/input-error.ts'
import { readCommunity, readRuleBook } from '../command-line/input-files.ts'
import { readLines } from './corpus/labelled-lines.ts'
import { generate } from './generate/generate.ts'
import { generatedJson, generatedTable, isSound } from './generate/generated-report.ts'
import { productAccount, productReader } from './generate/product-reader.ts'
import { type Options, readOptions, USAGE } from './hearing-options.ts'
import { failuresReport, jsonReport, summaryOf, tableReport } from './measure/hearing-report.ts'
import { measure } from './measure/measure.ts'

/** Where the command writes. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Overwrites the last line. undefined: there is no terminal. */
  readonly overwrite?: (line: string) => void
}

/** 0: all is well. 1: something unsafe has happened. 2: the input cannot be used. */
export type ExitCode = 0 | 1 | 2

const PROGRESS_WIDTH = 32

const progressLine = (done: number, all: number): string => {
  const filled = Math.round((PROGRESS_WIDTH * done) / Math.max(1, all))
  return `${'#'.repeat(filled)}${'.'.repeat(PROGRESS_WIDTH - filled)}  ${done} of ${all}`
}

type Measuring = Extract<Options, { run: 'measure' }>

const measureFile = async (
  { file, failures, json, community, ruleBook }: Measuring,
  terminal: Terminal,
): Promise<ExitCode> => {
  const book = readRuleBook(ruleBook)
  const measured = await measure(readLines(file), {
    community: readCommunity(community),
    book,
    onProgress: (done, all) => terminal.overwrite?.(progressLine(done, all)),
  })
  terminal.overwrite?.('')
  if (json) terminal.out(jsonReport(measured))
  else {
    terminal.out(tableReport(measured))
    if (failures) terminal.out(failuresReport(measured, productAccount(book)))
  }
  return summaryOf(measured).unsafe > 0 ? 1 : 0
}

const generateTexts = async (
  { count, seed, json, community, ruleBook }: Extract<Options, { run: 'generate' }>,
  terminal: Terminal,
): Promise<ExitCode> => {
  const book = readRuleBook(ruleBook)
  const generated = await generate({
    count,
    seed,
    community: readCommunity(community),
    book,
    reader: productReader(book),
    onProgress: (done, all) => terminal.overwrite?.(progressLine(done, all)),
  })
  terminal.overwrite?.('')
  terminal.out(json ? generatedJson(generated) : generatedTable(generated))
  return isSound(generated) ? 0 : 1
}

/** The command as the shell runs it. An error in the input is one line. */
export const command = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  try {
    const options = readOptions(args)
    switch (options.run) {
      case 'help':
        terminal.out(USAGE)
        return 0
      case 'measure':
        return await measureFile(options, terminal)
      case 'generate':
        return await generateTexts(options, terminal)
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    terminal.err(`${error.message}\n`)
    return 2
  }
}
