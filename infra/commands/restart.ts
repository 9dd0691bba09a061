import { setTimeout as pause } from 'node:timers/promises'
import { SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { MoveInput } from '../../usecases/move-executions/move-executions.ts'
import { beginCommand, readOptions } from './command-line.ts'
import { followMove, startMove } from './move-execution.ts'
import { slotHours } from './slot-hours.ts'

// Moves running executions to the newest workflow text, inside AWS: docs/runbook.md. Started again with the same options,
// it follows the move that runs.

const USAGE =
  'npm run restart -- --move <MoveWorkflowArn> --workflow isolation|escalation --before <instant of the deployment> [--per-second 5] [--zone Asia/Shanghai]'

const text = { type: 'string' } as const
beginCommand()
const {
  move: stateMachineArn,
  'per-second': perSecond,
  ...given
} = readOptions({
  usage: USAGE,
  options: {
    move: text,
    workflow: text,
    before: text,
    'per-second': { ...text, default: '5' },
    zone: { ...text, default: 'Asia/Shanghai' },
  },
  schema: z.object({
    move: z.string(),
    workflow: MoveInput.shape.workflow,
    before: MoveInput.shape.before,
    'per-second': z.pipe(z.coerce.number(), MoveInput.shape.perSecond),
    zone: MoveInput.shape.zone,
  }),
})
const input: MoveInput = { ...given, perSecond, not: slotHours(defaultRuleBook), cursor: null, moved: 0 }

const client = new SFNClient(commandClients)
const executionArn = await startMove(client, stateMachineArn, input)
for await (const line of followMove(client, executionArn, () => pause(MINUTE / 4))) console.log(line)
