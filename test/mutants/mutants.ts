import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import type { Mutant } from './mutants-in.ts'
import { MutatedCopy, type Tier } from './mutated-copy.ts'
import { sample } from './sample.ts'

// npm run test:mutants: small faults in rules and use cases, and which tier of tests finds each.
const USAGE = `npm run test:mutants -- [--seed 1] [--count 60] [--tier fast|full] [--copies 2] [--out <file>] [--list]

--tier fast   npm test, until one fails (default)
--tier full   the long tests too, on the mutants that the fast tier left
--copies      how many mutants at a time, each on one core
--out         where results are kept; what is there already is not run again
--list        only says which mutants they are
`

const Result = z.strictObject({
  mutant: z.string(),
  tier: z.enum(['fast', 'long']),
  outcome: z.enum(['killed', 'survived']),
  by: z.string(),
})
type Result = z.infer<typeof Result>

const root = resolve(import.meta.dirname, '../..')
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
    tier: { type: 'string', default: 'fast' },
    copies: { type: 'string', default: '2' },
    out: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const { seed, tier } = values
const count = Number(values.count)
const copies = Number(values.copies)
const out = values.out ?? join(tmpdir(), 'sixclear-mutants', `seed-${seed}.jsonl`)

const nameOf = ({ file, line, start, fault, before, after }: Mutant): string =>
  `${file}:${line} (${start}) ${fault}: ${oneLine(before)} -> ${oneLine(after)}`
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

const known = (): Result[] =>
  existsSync(out)
    ? readFileSync(out, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => Result.parse(JSON.parse(line)))
    : []

const keep = (result: Result): void => {
  mkdirSync(dirname(out), { recursive: true })
  appendFileSync(out, `${JSON.stringify(result)}\n`)
  console.log(
    `${result.tier} ${result.outcome}: ${result.mutant}${result.by === '' ? '' : `\n     by ${result.by}`}`,
  )
}

/** Those that this tier has to try: the long one only what the fast one left. */
const waiting = (mutants: readonly Mutant[], of: Tier): Mutant[] => {
  const results = known()
  const survived = new Set(
    results.filter((each) => each.tier === 'fast' && each.outcome === 'survived').map(({ mutant }) => mutant),
  )
  const done = new Set(results.filter((each) => each.tier === of).map(({ mutant }) => mutant))
  return mutants.filter((mutant) => {
    const name = nameOf(mutant)
    return !done.has(name) && (of === 'fast' || survived.has(name))
  })
}

const runAll = async (
  mutants: readonly Mutant[],
  of: Tier,
  copies: readonly MutatedCopy[],
): Promise<void> => {
  const queue = waiting(mutants, of)
  const oneByOne = async (copy: MutatedCopy): Promise<void> => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift())
      keep({ mutant: nameOf(mutant), tier: of, ...(await copy.run(mutant, of)) })
  }
  await Promise.all(copies.map(oneByOne))
}

/** A tree whose tests fail kills every mutant. Once for each file of results. */
const checkTree = async (of: Tier, copy: MutatedCopy): Promise<void> => {
  if (known().some((result) => result.tier === of)) return
  const { outcome, by } = await copy.run(undefined, of)
  if (outcome === 'killed') throw new Error(`the tests fail without a mutant, mend them first: ${by}`)
}

const report = (mutants: readonly Mutant[]): void => {
  const results = known()
  const names = new Set(mutants.map(nameOf))
  const of = (which: Tier, outcome: Result['outcome']) =>
    results.filter((each) => names.has(each.mutant) && each.tier === which && each.outcome === outcome)
  const [fast, long, left] = [of('fast', 'killed'), of('long', 'killed'), of('long', 'survived')]
  const untried = of('fast', 'survived').length - long.length - left.length
  console.log(`\n${mutants.length} mutants of seed ${seed}, results in ${out}`)
  console.log(`  killed by the fast tier    ${fast.length}`)
  console.log(`  killed by the long tests   ${long.length}`)
  console.log(`  survived both              ${left.length}`)
  console.log(`  fast survived, long to try ${untried}`)
  const found = fast.length + long.length
  if (found > 0)
    console.log(
      `  the fast tier kills ${((100 * fast.length) / found).toFixed(0)} % of those that are killed`,
    )
}

if (values.help || !['fast', 'full'].includes(tier) || !(count > 0) || !(copies > 0)) {
  console.log(USAGE)
  process.exitCode = values.help ? 0 : 2
} else {
  // Of the copies, so that the tree may change meanwhile.
  const made = Array.from({ length: copies }, () => new MutatedCopy(root))
  try {
    const [first] = made
    const mutants = sample(first?.path ?? root, seed, count)
    if (values.list) for (const mutant of mutants) console.log(nameOf(mutant))
    else {
      const of: Tier = tier === 'full' ? 'long' : 'fast'
      if (first !== undefined && waiting(mutants, of).length > 0) await checkTree(of, first)
      await runAll(mutants, of, made)
      report(mutants)
    }
  } finally {
    for (const copy of made) copy.close()
  }
}
