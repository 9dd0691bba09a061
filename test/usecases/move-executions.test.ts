import { readFileSync } from 'node:fs'
import { StepFunctions } from 'local-step-functions'
import { Timeline } from 'local-step-functions/timeline'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { Executions } from '../../core/ports/executions.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { toBody } from '../../core/to-body.ts'
import { MoveInput, moveExecutions } from '../../usecases/move-executions/move-executions.ts'
import { at, openTestSystem, type TestSystem } from '../workflow/test-system.ts'

const twoPeople = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-10 12:00')
  const he = await sixclear.register({ name: '样例·李红', phone: '+8613800000102', room: '502' })
  return { sixclear, she, he }
}

const moving = (changed: Partial<z.input<typeof MoveInput>> = {}): MoveInput =>
  MoveInput.parse({
    workflow: 'isolation',
    before: at('2020-02-10 11:00'),
    perSecond: 20,
    not: [
      { from: '07:30', to: '11:30' },
      { from: '17:30', to: '21:30' },
    ],
    zone: 'Asia/Shanghai',
    cursor: null,
    moved: 0,
    ...changed,
  })

const portsOf = ({ system }: TestSystem, executions: Partial<Executions> = {}) => ({
  ...system.ports,
  executions: { ...system.ports.executions, ...executions },
  pause: async () => {},
})

describe('a new workflow text', () => {
  it('is taken over by older executions, each once, and nobody loses a slot', async () => {
    const { sixclear, she, he } = await twoPeople()
    const ports = portsOf(sixclear)
    expect(await moveExecutions(ports, moving())).toEqual({ do: 'end', cursor: null, moved: 1 })
    expect(await moveExecutions(ports, moving())).toMatchObject({ moved: 0 })
    expect((await she.isolation()).generation).toBe(2)
    expect((await he.isolation()).generation).toBe(1)
    expect((await ports.executions.describe('isolation', `${she.id}-1`))?.status).toBe('ABORTED')
    expect((await ports.executions.describe('isolation', `${she.id}-2`))?.status).toBe('RUNNING')
    await sixclear.until('2020-02-11 08:30')
    expect(she.texts('prompt')).toHaveLength(1)
    expect(he.texts('prompt')).toHaveLength(1)
  })

  it('is taken over by matters as well, from the rung where they stand', async () => {
    const { sixclear, she } = await twoPeople()
    await sixclear.until('2020-02-11 11:30')
    const { id } = await she.matter('silence')
    const input = moving({ workflow: 'escalation', before: at('2020-02-11 11:30'), not: [] })
    expect(await moveExecutions(portsOf(sixclear), input)).toMatchObject({ do: 'end', moved: 2 })
    const { executions } = sixclear.system.ports
    expect((await executions.describe('escalation', `${id}-2`))?.status).toBe('RUNNING')
  })

  it('waits while people answer: until the hours of the slot are over', async () => {
    const { sixclear } = await twoPeople()
    await sixclear.until('2020-02-10 18:00')
    expect(await moveExecutions(portsOf(sixclear), moving())).toEqual({
      do: 'wait',
      at: at('2020-02-10 21:30'),
      cursor: null,
      moved: 0,
    })
  })

  it('goes on with the others when one cannot be moved', async () => {
    const { sixclear, she, he } = await twoPeople()
    const ports = portsOf(sixclear, {
      stop: async (workflow, name, cause) => {
        if (name.startsWith(she.id)) throw new Error('throttled')
        await sixclear.system.ports.executions.stop(workflow, name, cause)
      },
    })
    const input = moving({ before: at('2020-02-10 13:00') })
    expect(await moveExecutions(ports, input)).toMatchObject({ do: 'end', moved: 1 })
    expect((await ports.executions.describe('isolation', `${he.id}-2`))?.status).toBe('RUNNING')
  })
})

describe('the workflow that moves executions', () => {
  it('asks until all are moved, keeps its cursor and its count, waits for the end of a slot, survives a crash', async () => {
    const began = milliseconds(at('2020-02-10 07:00'))
    const timeline = new Timeline({ startAt: began })
    const asked: unknown[] = []
    const answers = [
      { do: 'move', cursor: 'page 2', moved: 900 },
      new Error('died'),
      { do: 'wait', at: at('2020-02-10 11:30'), cursor: 'page 3', moved: 1_700 },
      { do: 'end', cursor: null, moved: 2_100 },
    ]
    const service = new StepFunctions({
      timeline,
      seed: 'moves',
      invoke: async (_, payload) => {
        asked.push(payload)
        const answer = answers.shift()
        if (answer instanceof Error) throw answer
        return toBody(answer ?? {})
      },
      publish: async () => ({}),
    })
    const { stateMachineArn } = service.createStateMachine({
      name: 'move',
      roleArn: 'arn:aws:iam::000000000000:role/local',
      definition: readFileSync(new URL('../../workflows/move.asl.json', import.meta.url), 'utf8').replace(
        /\$\{\w+\}/,
        'move-executions',
      ),
    })
    const { executionArn } = service.startExecution({
      stateMachineArn,
      name: 'isolation-1',
      input: JSON.stringify(moving()),
    })
    await timeline.runUntilIdle()
    expect(asked).toMatchObject([
      { cursor: null, moved: 0 },
      { cursor: 'page 2', moved: 900 },
      { cursor: 'page 2', moved: 900 },
      { cursor: 'page 3', moved: 1_700 },
    ])
    for (const input of asked) expect(MoveInput.safeParse(input).success).toBe(true)
    const { status, output = '' } = service.describeExecution({ executionArn })
    expect(status).toBe('SUCCEEDED')
    expect(z.object({ moved: z.int() }).parse(JSON.parse(output)).moved).toBe(2_100)
    expect(timeline.now()).toBeGreaterThanOrEqual(milliseconds(at('2020-02-10 11:30')))
  })
})
