import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Draws } from '../../local/random/draws.ts'
import { type Mutant, mutantsIn } from './mutants-in.ts'

/** Words and weights: other tests read them whole. */
const DATA = ['core/texts/{en,zh-cn}*.ts', 'core/texts/*-words.ts', 'core/hearing/lexicon/**']

/** So many mutants of the rules and use cases. The same seed on the same files gives the same ones. */
export const sample = (root: string, seed: string, count: number): Mutant[] => {
  const files = globSync(['core/**/*.ts', 'usecases/**/*.ts'], { cwd: root, exclude: DATA })
  const draws = new Draws(seed, 'mutants')
  return files
    .sort()
    .flatMap((file) => mutantsIn(file, readFileSync(join(root, file), 'utf8')))
    .map((mutant) => ({ mutant, at: draws.share() }))
    .sort((one, other) => one.at - other.at)
    .slice(0, count)
    .map(({ mutant }) => mutant)
}
