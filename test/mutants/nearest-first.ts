import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** In a mutated copy: the file that was changed. */
export const CHANGED = 'changed-file.txt'

/** The tests that are named after the changed file run first, then those of its folder, then the quick folders. */
export class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const note = join(this.ctx.config.root, CHANGED)
    const changed = existsSync(note) ? readFileSync(note, 'utf8') : ''
    return [...files].sort(
      (one, other) => distance(one.moduleId, changed) - distance(other.moduleId, changed),
    )
  }
}

const distance = (test: string, changed: string): number => {
  const [, ...folders] = dirname(changed).split('/')
  if (basename(test).startsWith(`${basename(changed, '.ts')}.`)) return 0
  if (folders.some((folder) => test.includes(`/${folder}/`) || basename(test).startsWith(folder))) return 1
  const order = ['/test/unit/', '/test/usecases/', '/test/workflow/', '/test/hearing/', '/test/api/']
  const place = order.findIndex((folder) => test.includes(folder))
  return place < 0 ? 10 : 2 + place
}
