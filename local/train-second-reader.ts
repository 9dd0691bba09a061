import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { generated, lexiconIn } from './hearing/second-reader/generated-examples.ts'
import { shape, train } from './hearing/second-reader/train-model.ts'
import { drawsOf } from './hearing/second-reader/training-draws.ts'
import { labelledIn } from './hearing/second-reader/training-examples.ts'

const SEED = 8
const root = resolve(import.meta.dirname, '..')
const { evaluate, failures } = parseArgs({
  options: { evaluate: { type: 'boolean' }, failures: { type: 'boolean' } },
}).values

const lines = labelledIn(`${root}/test/hearing/corpus`)
const lexicon = lexiconIn(`${root}/core/hearing/lexicon`)

if (evaluate === true) {
  const { judged, table } = await import('./hearing/second-reader/evaluate.ts')
  const { DANGER_THRESHOLD } = await import('../core/hearing/second-reader/second-reader.ts')
  const all = judged(lines, lexicon, SEED)
  process.stdout.write(`${lines.length} lines, five parts\n${table(all, DANGER_THRESHOLD)}`)
  if (failures === true) {
    for (const { line, first, opinion } of all) {
      const isMissed = line.tell === 'urgent' && first.tell !== 'urgent'
      const isAdded = line.tell !== 'urgent' && first.tell !== 'urgent' && opinion >= DANGER_THRESHOLD
      if (!isMissed && !isAdded) continue
      process.stdout.write(
        `${line.id} wants ${line.tell}, lexicon ${first.tell}, second ${opinion.toFixed(2)}: ${line.text.replaceAll('\n', ' ')}\n`,
      )
    }
  }
} else {
  const model = train([...lines, ...generated(lexicon, drawsOf(SEED))], shape, drawsOf(SEED))
  const file = `${root}/core/hearing/second-reader/second-reader.json`
  writeFileSync(file, `${JSON.stringify(model, undefined, 2)}\n`)
  process.stdout.write(`${file}: learnt from ${lines.length} lines and what the lexicon gives\n`)
}
