import { parseArgs } from 'node:util'
import { InputError } from '../command-line/input-error.ts'

export type Options =
  | { readonly run: 'help' }
  | {
      readonly run: 'measure'
      readonly file: string
      readonly failures: boolean
      readonly json: boolean
      readonly community?: string
      readonly ruleBook?: string
    }
  | {
      readonly run: 'generate'
      readonly count: number
      readonly seed: string
      readonly json: boolean
      readonly community?: string
      readonly ruleBook?: string
    }

export const USAGE = `Measures how well texts are understood.

npm run hear -- FILE.jsonl [--failures] [--json]
  Sends each labelled line through the use cases in its setting, and compares the outcome with the label.
  test/hearing/corpus/ holds examples: write your own wording in the same form and try it before going live.

  right       everything expected happened, or everything of an alternative ("also")
  safe        nothing of "never" happened, whether right or not: safe + unsafe = lines
  unsafe      something of "never" happened
  asked_back  plain reports and kind words that got a question
  human       plain reports and kind words that a person must read: a matter was opened, or words were kept

npm run hear -- --generate N [--seed S] [--json]
  Generates N texts with known meaning and reads them; one in fifty, at most 20000, also goes through the
  use cases.

  --failures        print each failing line: expected, happened, and how the reader explains it
  --json            print the figures and the failing lines as one JSON object
  --seed TEXT       seed of the texts: the same seed gives the same texts (default 1)
  --community FILE  the community in JSON (default examples/community.json)
  --rule-book FILE  the rule book in JSON (default: the built-in one)
  --help            this text

Exit code 1: a line was unsafe, or a generated text threw or lost a fever. 2: the input cannot be used.
`

const LIMIT = 100_000_000

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        failures: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        generate: { type: 'string' },
        seed: { type: 'string' },
        community: { type: 'string' },
        'rule-book': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    const [what = 'the arguments cannot be read'] = String(
      error instanceof Error ? error.message : error,
    ).split(/\. |\n/)
    throw new InputError(`${what}: --help lists the options`)
  }
}

/** @throws InputError */
export const readOptions = (args: readonly string[]): Options => {
  const { values, positionals } = parse(args)
  if (values.help) return { run: 'help' }
  const { failures, json, generate, seed, community } = values
  const ruleBook = values['rule-book']
  const [file, another] = positionals
  const place = { ...(community !== undefined && { community }), ...(ruleBook !== undefined && { ruleBook }) }
  if (generate !== undefined) {
    if (file !== undefined) throw new InputError('a file and --generate together: leave one of them out')
    const count = Number(generate)
    if (!Number.isInteger(count) || count < 1 || count > LIMIT)
      throw new InputError(`--generate ${generate}: expected a whole number from 1 to ${LIMIT}`)
    return { run: 'generate', count, seed: seed ?? '1', json, ...place }
  }
  if (file === undefined) throw new InputError('no file of labelled lines: --help lists the options')
  if (another !== undefined) throw new InputError(`${another}: one file at a time`)
  return { run: 'measure', file, failures, json, ...place }
}
