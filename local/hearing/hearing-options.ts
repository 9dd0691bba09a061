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

export const USAGE = `Measures how texts are heard.

npm run hear -- FILE.jsonl [--failures] [--json]
  Sends each labelled line through the use cases in the setting it names, and compares what happened.
  test/hearing/corpus/ holds examples: write your own wording in the same form and try it before going live.

  right       all of what is expected happened, or of one of the others that are as good ("also")
  safe        nothing of "never" happened: counts right lines and others, so that safe + unsafe = lines
  unsafe      something of "never" happened
  asked_back  of the plain reports and kind words, so many got a question
  human       of the same, so many became somebody's work: a matter was opened, or words were kept for a person

npm run hear -- --generate N [--seed S] [--json]
  Makes N texts of which the truth is known and lets them be read; one in fifty of them, 20000 at most,
  goes through the use cases. Default: 1000000.

  --failures        each failing line: what was expected, what happened, and the reader's account of it
  --json            the figures, and the failing lines, as one JSON object
  --seed TEXT       decides the texts: the same seed, the same texts (default 1)
  --community FILE  the community in JSON (default examples/community.json)
  --rule-book FILE  the rule book in JSON (default: the built-in one)
  --help            this text

Exit code 1: a line was unsafe, or a generated text threw or lost a fever. 2: the input cannot be used.
`

const MOST = 100_000_000

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
    throw new InputError(`${what}: --help lists what is understood`)
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
    if (!Number.isInteger(count) || count < 1 || count > MOST)
      throw new InputError(`--generate ${generate}: expected a whole number from 1 to ${MOST}`)
    return { run: 'generate', count, seed: seed ?? '1', json, ...place }
  }
  if (file === undefined) throw new InputError('no file of labelled lines: --help says what is understood')
  if (another !== undefined) throw new InputError(`${another}: one file at a time`)
  return { run: 'measure', file, failures, json, ...place }
}
