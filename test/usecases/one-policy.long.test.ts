import { kinds } from './any-answer.ts'
import { stages } from './both-channels.ts'
import { onePolicy } from './one-policy.contract.ts'

onePolicy(kinds.flatMap((kind) => stages.map((stage) => ({ kind, stage }))))
