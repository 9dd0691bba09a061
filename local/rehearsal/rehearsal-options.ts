import { parseArgs } from 'node:util'
import { InputError } from '../command-line/input-error.ts'

export interface Options {
  readonly roster?: string
  /** The number of synthetic returnees, in place of a roster. */
  readonly people?: number
  readonly seed: string
  readonly out: string
  readonly community?: string
  readonly ruleBook?: string
  /** USD a segment. */
  readonly smsPrice: number
  readonly quiet: boolean
}

export const USAGE = `Rehearses isolations on a virtual clock, with simulated residents and staff.

npm run rehearse -- --roster FILE | --people N [options]

  --roster FILE     a roster in CSV, such as examples/returnees.csv
  --people N        N synthetic returnees instead, at most 10000
  --seed TEXT       seed of all random draws: the same seed gives the same files (default 1)
  --out FOLDER      folder for the files (default rehearsal)
  --community FILE  the community in JSON (default examples/community.json)
  --rule-book FILE  the rule book in JSON (default: the built-in one)
  --sms-price USD   price of one SMS segment, shown separately (default 0.01)
  --quiet           no progress and no summary
  --help            this text

Exit code 1: the input cannot be used. 2: an invariant was broken.
`

const MOST_PEOPLE = 10_000

const numberIn = (flag: string, text: string, isRight: (value: number) => boolean, what: string): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!isRight(value)) throw new InputError(`--${flag} ${text}: expected ${what}`)
  return value
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        roster: { type: 'string' },
        people: { type: 'string' },
        seed: { type: 'string', default: '1' },
        out: { type: 'string', default: 'rehearsal' },
        community: { type: 'string' },
        'rule-book': { type: 'string' },
        'sms-price': { type: 'string', default: '0.01' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    const [what = 'the arguments cannot be read'] = String(
      error instanceof Error ? error.message : error,
    ).split(/\. |\n/)
    throw new InputError(`${what}: --help lists the options`)
  }
}

/** @throws InputError */
export const readOptions = (args: readonly string[]): Options | 'help' => {
  const values = parse(args)
  if (values.help) return 'help'
  const { roster, people, seed, out, community, quiet } = values
  const ruleBook = values['rule-book']
  if (roster === undefined && people === undefined)
    throw new InputError('nobody to rehearse: name a roster with --roster FILE, or a number with --people N')
  if (roster !== undefined && people !== undefined)
    throw new InputError('--roster and --people together: leave one of them out')
  if (out.trim() === '') throw new InputError('--out: expected a folder')
  return {
    seed,
    out,
    quiet,
    smsPrice: numberIn(
      'sms-price',
      values['sms-price'],
      (price) => price >= 0 && price < 100,
      'a price in USD such as 0.01',
    ),
    ...(roster !== undefined && { roster }),
    ...(people !== undefined && {
      people: numberIn(
        'people',
        people,
        (count) => Number.isInteger(count) && count >= 1 && count <= MOST_PEOPLE,
        `a whole number from 1 to ${MOST_PEOPLE}`,
      ),
    }),
    ...(community !== undefined && { community }),
    ...(ruleBook !== undefined && { ruleBook }),
  }
}
