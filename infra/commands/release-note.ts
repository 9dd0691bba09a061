import * as z from 'zod/mini'
import { commitsSince, releaseNote, releaseWords } from '../release/release-note.ts'
import { beginCommand, CannotGoOn, readOptions } from './command-line.ts'

beginCommand()
const values = readOptions({
  usage: 'npm run release-note [-- --since <commit>]',
  options: { since: { type: 'string' } },
  schema: z.object({ since: z.optional(z.string()) }),
})
const { since } = values
const commits = since === undefined ? [] : commitsSince(since)
if (commits === undefined) throw new CannotGoOn(`git knows no commit ${since}`)
console.log(releaseWords(releaseNote(), since === undefined ? undefined : commits))
