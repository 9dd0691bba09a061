import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { readOptions } from '../src/command-line/options.ts'
import { serve } from '../src/command-line/serve.ts'
import type { RunningServer } from '../src/http/api-server.ts'
import { UnusableJournal } from '../src/journal/journal-file.ts'
import type { JsonObject } from '../src/language/json.ts'
import { type FunctionServer, serveFunctions } from './function-server.ts'
import { callback, pass, task } from './rig.ts'

const MACHINE = 'arn:aws:states:local-1:000000000000:stateMachine:flow'
const EXECUTION = 'arn:aws:states:local-1:000000000000:execution:flow:one'

/** Waits, rolls dice, is retried after random delays, and asks somebody twice. */
const FLOW: JsonObject = {
  QueryLanguage: 'JSONata',
  StartAt: 'Roll',
  States: {
    Roll: pass({ Output: { dice: '{% $random() %}', id: '{% $uuid() %}' }, Next: 'Wait' }),
    Wait: { Type: 'Wait', Seconds: 3600, Next: 'Try' },
    Try: task('try', {
      Retry: [{ ErrorEquals: ['Odd'], IntervalSeconds: 60, MaxAttempts: 5, JitterStrategy: 'FULL' }],
      Next: 'Both',
    }),
    Both: {
      Type: 'Parallel',
      Branches: ['left', 'right'].map((name) => ({
        StartAt: name,
        States: { [name]: callback(name, { TimeoutSeconds: 7200, End: true }) },
      })),
      Next: 'Again',
    },
    Again: task('try', { Arguments: { FunctionName: 'try', Payload: {} }, End: true }),
  },
}

const bodies = z.object({ token: z.optional(z.string()) })

describe('executions kept in a file', () => {
  let folder: string
  let keep: string
  let functions: FunctionServer
  let running: RunningServer | undefined
  let lines: string[]
  let tries: number
  let tokens: string[]
  /** Called while a function runs, before it answers. */
  let meanwhile: () => Promise<void>

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'))
    keep = join(folder, 'kept.jsonl')
    writeFileSync(join(folder, 'flow.asl.json'), JSON.stringify(FLOW))
    tries = 0
    tokens = []
    lines = []
    meanwhile = async () => {}
    functions = await serveFunctions(async ({ body }) => {
      const { token } = bodies.parse(JSON.parse(body))
      await meanwhile()
      if (token !== undefined) tokens.push(token)
      else tries += 1
      const odd = token === undefined && tries < 4
      return {
        status: 200,
        headers: odd ? { 'x-amz-function-error': 'Unhandled' } : {},
        body: odd ? '{"errorType":"Odd","errorMessage":"try again"}' : `{"tries":${tries}}`,
      }
    })
  })

  afterEach(async () => {
    await running?.close()
    running = undefined
    await functions.close()
    rmSync(folder, { recursive: true })
  })

  const start = async (...args: string[]): Promise<void> => {
    const options = readOptions([
      ...[
        join(folder, 'flow.asl.json'),
        '--port',
        '0',
        '--lambda',
        functions.address,
        '--start',
        '2020-03-01T00:00:00Z',
      ],
      ...['--speed', 'paused', '--events', ...args],
    ])
    running = await serve(options, {
      wallClock: Date.now,
      print: (line) => lines.push(line),
      warn: (fault) => lines.push(String(fault)),
    })
  }

  const restart = async (...args: string[]): Promise<void> => {
    await running?.close()
    running = undefined
    await start('--keep', keep, ...args)
  }

  const send = async (path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> => {
    const url = `http://127.0.0.1:${running?.port}${path}`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers })
    return response.json()
  }
  const api = (operation: string, body: JsonObject): Promise<unknown> =>
    send('/', body, {
      'x-amz-target': `AWSStepFunctions.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
    })
  const until = (hour: number) =>
    send('/clock', { until: `2020-03-01T${String(hour).padStart(2, '0')}:00:00Z` })
  const history = () => api('GetExecutionHistory', { executionArn: EXECUTION, maxResults: 1000 })
  const status = async () =>
    z.object({ status: z.string() }).parse(await api('DescribeExecution', { executionArn: EXECUTION })).status
  const reply = (index: number) =>
    api('SendTaskSuccess', { taskToken: tokens[index] ?? '', output: `"reply ${index}"` })

  /** What is done, one thing after the other. */
  const STEPS: readonly (() => Promise<unknown>)[] = [
    () => api('StartExecution', { stateMachineArn: MACHINE, name: 'one' }),
    () => until(1),
    () => until(2),
    () => reply(1),
    () => until(3),
    () => reply(0),
    () => until(4),
  ]

  it('go on after each restart as if there had been none, to the byte', async () => {
    await start()
    for (const step of STEPS) await step()
    expect(await status()).toBe('SUCCEEDED')
    const expected = await history()
    const printed = lines.filter((line) => line.startsWith('2020'))
    await running?.close()

    tries = 0
    tokens = []
    lines = []
    await start('--keep', keep)
    for (const step of STEPS) {
      await step()
      await restart()
    }
    expect(await history()).toEqual(expected)
    // Each call was made once, and each event was told of once.
    expect(tries).toBe(5)
    expect(tokens.length).toBe(2)
    expect(lines.filter((line) => line.startsWith('2020'))).toEqual(printed)
  })

  it('are the same after a crash, with what came in while a function ran', async () => {
    const crashed = join(folder, 'crashed.jsonl')
    let calls = 0
    meanwhile = async () => {
      calls += 1
      if (calls === 5) await api('StartExecution', { stateMachineArn: MACHINE, name: 'two' })
      if (calls === 6) copyFileSync(keep, crashed)
    }
    await start('--keep', keep)
    for (const step of STEPS.slice(0, 3)) await step()
    const before = await history()
    await running?.close()
    running = undefined

    // The sixth call had no answer yet: it is made again, and the clock stands where it was.
    keep = crashed
    meanwhile = async () => {}
    await start('--keep', keep)
    await until(2)
    expect(await history()).toEqual(before)
    expect(tokens.length).toBe(3)
    expect(await api('DescribeExecution', { executionArn: EXECUTION.replace('one', 'two') })).toMatchObject({
      status: 'RUNNING',
    })
  })

  it('are the same when the clock ran with the one of this machine', async () => {
    await start('--keep', keep, '--speed', '3600000')
    for (let count = 0; count < 30; count += 1) {
      await api('StartExecution', { stateMachineArn: MACHINE })
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await send('/clock', { speed: 'paused' })
    // Stands behind what was running.
    await until(0)
    const all = async () => {
      const { executions } = z
        .object({ executions: z.array(z.object({ executionArn: z.string() })) })
        .parse(await api('ListExecutions', { stateMachineArn: MACHINE }))
      return Promise.all(
        executions.map(({ executionArn }) => api('GetExecutionHistory', { executionArn, maxResults: 1000 })),
      )
    }
    const before = await all()
    expect(before.length).toBe(30)
    await restart()
    expect(await all()).toEqual(before)
  })

  it('lose no more than a line that was cut short', async () => {
    await start('--keep', keep)
    await STEPS[0]?.()
    await running?.close()
    running = undefined
    appendFileSync(keep, '{"kind":"requ')
    await start('--keep', keep)
    expect(await status()).toBe('RUNNING')
    await STEPS[1]?.()
    await restart()
    expect(readFileSync(keep, 'utf8')).not.toContain('"requ{')
  })

  it('keep the text they began with when the definition has changed', async () => {
    await start('--keep', keep)
    await STEPS[0]?.()
    const changed = { QueryLanguage: 'JSONata', StartAt: 'Done', States: { Done: pass() } }
    writeFileSync(join(folder, 'flow.asl.json'), JSON.stringify(changed))
    await restart()
    await restart()
    expect(await api('DescribeStateMachine', { stateMachineArn: MACHINE })).toMatchObject({
      definition: JSON.stringify(changed),
      revisionId: '1',
    })
    expect(await api('DescribeStateMachineForExecution', { executionArn: EXECUTION })).toMatchObject({
      definition: JSON.stringify(FLOW),
    })
  })

  it.each([
    [['--seed', 'other'], /was begun with --seed local/],
    [['--start', '2020-03-02T00:00:00Z'], /was begun with --start 2020-03-01/],
  ])('are refused under other options: %j', async (args, reason) => {
    await start('--keep', keep)
    await expect(restart(...args)).rejects.toThrow(reason)
  })

  it.each([
    ['another file', 'hello\n', /line 1: this is no journal/],
    ['another file without an end of line', 'hello', /line 1: this is no journal/],
    ['another file whose last line has no end', 'hello\n{"kind":"', /line 1: this is no journal/],
    ['a journal without its beginning', '{"kind":"clock","ran":0,"at":0}\n', /does not begin as a journal/],
  ])('are refused from %s', async (_, text, reason) => {
    writeFileSync(keep, text)
    await expect(start('--keep', keep)).rejects.toThrow(reason)
    expect(readFileSync(keep, 'utf8')).toBe(text)
  })

  it('are refused where no file can be', async () => {
    await expect(start('--keep', folder)).rejects.toThrow(UnusableJournal)
    await expect(start('--keep', join(folder, 'none', 'kept.jsonl'))).rejects.toThrow(
      /cannot be read and written/,
    )
  })

  it.each([
    ['events that do not happen', { kind: 'clock', ran: 99, at: 1_583_020_800_000 }],
    [
      'an answer that nobody waits for',
      { kind: 'answer', ran: 0, at: 1_583_020_800_000, call: 7, result: null },
    ],
  ])('are refused where the journal tells of %s', async (_, line) => {
    await start('--keep', keep)
    await running?.close()
    running = undefined
    appendFileSync(keep, `${JSON.stringify(line)}\n`)
    await expect(start('--keep', keep)).rejects.toThrow(/does not fit/)
  })
})
