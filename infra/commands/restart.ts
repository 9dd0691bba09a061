import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { MoveInput } from '../../usecases/move-executions/move-executions.ts'
import { followMove, startMove } from './move-execution.ts'
import { slotHours } from './slot-hours.ts'

// Moves running executions to the newest workflow text, inside AWS: docs/runbook.md. Started again with the same options,
// it follows the move that runs.

const USAGE =
  'npm run restart -- --move <MoveWorkflowArn> --workflow isolation|escalation --before <instant of the deployment> [--per-second 5] [--zone Asia/Shanghai]'

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    move: text,
    workflow: text,
    before: text,
    'per-second': { ...text, default: '5' },
    zone: { ...text, default: 'Asia/Shanghai' },
  },
})
const { move: stateMachineArn = '', 'per-second': perSecond, ...given } = values
const parsed = z.safeParse(MoveInput, {
  ...given,
  perSecond: Number(perSecond),
  not: slotHours(defaultRuleBook),
  cursor: null,
  moved: 0,
})
if (stateMachineArn === '' || !parsed.success)
  throw new TypeError(
    `${parsed.success ? 'what is missing: --move' : z.prettifyError(parsed.error)}\n${USAGE}`,
  )

const client = new SFNClient(commandClients)
const executionArn = await startMove(client, stateMachineArn, parsed.data)
for await (const line of followMove(client, executionArn, () => pause(MINUTE / 4))) console.log(line)
