import { kinds } from './any-answer.ts'
import { stages } from './both-channels.ts'
import { onePolicy } from './one-policy.contract.ts'

/** Each kind at one of its stages, and each stage of some kind. one-policy.long.test.ts takes them all. */
onePolicy(kinds.map((kind, index) => ({ kind, stage: stages[index % stages.length] ?? stages[0] })))
