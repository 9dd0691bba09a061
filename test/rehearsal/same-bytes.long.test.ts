import { expect, it } from 'vitest'
import { filesIn, run, temporaryFolder } from './run-command.ts'

const rehearsed = async (seed: string) => {
  const folder = temporaryFolder()
  const { out } = await run('--roster', 'examples/returnees.csv', '--seed', seed, '--out', folder)
  return { out, files: filesIn(folder) }
}

it('a rehearsal is the same to the byte for the same seed, and another for another', async () => {
  const first = await rehearsed('7')
  expect(await rehearsed('7')).toEqual(first)
  expect((await rehearsed('8')).files.get('messages.csv')).not.toBe(first.files.get('messages.csv'))
})
