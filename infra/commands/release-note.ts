import { parseArgs } from 'node:util'
import { commitsSince, releaseNote, releaseWords } from '../release/release-note.ts'

const { values } = parseArgs({ options: { since: { type: 'string' } } })
console.log(releaseWords(releaseNote(), values.since === undefined ? undefined : commitsSince(values.since)))
