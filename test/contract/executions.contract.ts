import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../core/json.ts'
import type { ExecutionEvent, Executions, Workflow } from '../../core/ports/executions.ts'
import type { Tasks } from '../../core/ports/tasks.ts'
import { HOUR, instant, MINUTE } from '../../core/time/instant.ts'

export interface ExecutionsHarness {
  readonly executions: Executions
  readonly tasks: Tasks
  /** The tokens given to the tasks of this execution, oldest first. */
  tokens(name: string): readonly string[]
  advance(milliseconds: number): Promise<void>
  close(): Promise<void>
}

/** The time at which every harness begins. */
const BEGINNING = instant(Date.UTC(2020, 2, 1))

/** Makes the state machines of these definitions, whose function `ask` is given `{ name, token }`. */
export type MakeExecutionsHarness = (
  definitions: Readonly<Record<Workflow, JsonObject>>,
) => Promise<ExecutionsHarness>

const LAPS = 250

export const DEFINITIONS: Readonly<Record<Workflow, JsonObject>> = {
  isolation: {
    QueryLanguage: 'JSONata',
    StartAt: 'Ask for the temperature',
    States: {
      'Ask for the temperature': {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: {
          FunctionName: 'ask',
          Payload: {
            name: '{% $states.context.Execution.Name %}',
            token: '{% $states.context.Task.Token %}',
          },
        },
        TimeoutSeconds: 3600,
        Output: '{% { "answer": $states.result } %}',
        End: true,
      },
    },
  },
  escalation: {
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Assign: { lap: 0 }, Next: 'Wait a minute' },
      'Wait a minute': { Type: 'Wait', Seconds: 60, Assign: { lap: '{% $lap + 1 %}' }, Next: 'Again?' },
      'Again?': {
        Type: 'Choice',
        Choices: [{ Condition: `{% $lap < ${LAPS} %}`, Next: 'Wait a minute' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  },
}

/** What every adapter of the Executions port promises. */
export const runsContract = (name: string, makeHarness: MakeExecutionsHarness): void => {
  describe(`the Executions contract, kept by ${name}`, () => {
    let harness: ExecutionsHarness
    let executions: Executions
    let tasks: Tasks

    beforeEach(async () => {
      harness = await makeHarness(DEFINITIONS)
      executions = harness.executions
      tasks = harness.tasks
    })
    afterEach(() => harness.close())

    /** Lets the execution come to its task, and gives the task's token. */
    const token = async (name: string): Promise<string> => {
      await harness.advance(0)
      const [given] = harness.tokens(name)
      if (given === undefined) throw new Error(`the task of ${name} was given no token`)
      return given
    }

    const everyEvent = async (workflow: Workflow, name: string): Promise<ExecutionEvent[]> => {
      const events: ExecutionEvent[] = []
      let cursor: string | undefined
      do {
        const page = await executions.history(workflow, name, cursor)
        events.push(...(page?.events ?? []))
        cursor = page?.cursor
      } while (cursor !== undefined)
      return events
    }

    it('starts an execution', async () => {
      expect(await executions.start('isolation', 'case-1', { isolation: '1' })).toBe('started')
      expect(await executions.describe('isolation', 'case-1')).toEqual({
        workflow: 'isolation',
        name: 'case-1',
        status: 'RUNNING',
        startedAt: BEGINNING,
      })
    })

    it('starts an execution once, however often it is asked', async () => {
      await executions.start('isolation', 'case-1', { isolation: '1' })
      expect(['started', 'already_running']).toContain(
        await executions.start('isolation', 'case-1', { isolation: '1' }),
      )
      await harness.advance(0)
      expect(harness.tokens('case-1')).toHaveLength(1)
      expect((await executions.list('isolation', {})).executions).toHaveLength(1)
    })

    it('says that an execution of this name is open with another input', async () => {
      await executions.start('isolation', 'case-1', { isolation: '1' })
      expect(await executions.start('isolation', 'case-1', { isolation: '2' })).toBe('already_running')
    })

    it('says that an execution of this name has ended', async () => {
      await executions.start('isolation', 'case-1', { isolation: '1' })
      await tasks.succeed(await token('case-1'), 36.5)
      await harness.advance(0)
      expect(await executions.start('isolation', 'case-1', { isolation: '1' })).toBe('already_ended')
      expect(await executions.start('isolation', 'case-1', { isolation: '2' })).toBe('already_ended')
    })

    it('keeps the names of the two workflows apart', async () => {
      await executions.start('isolation', 'case-1', {})
      expect(await executions.describe('escalation', 'case-1')).toBeUndefined()
      expect(await executions.start('escalation', 'case-1', {})).toBe('started')
    })

    it('gives the answer to the task that waits for it', async () => {
      await executions.start('isolation', 'case-1', {})
      expect(await tasks.succeed(await token('case-1'), { celsius: 36.5 })).toBe('taken')
      await harness.advance(MINUTE)
      expect(await executions.describe('isolation', 'case-1')).toEqual({
        workflow: 'isolation',
        name: 'case-1',
        status: 'SUCCEEDED',
        startedAt: BEGINNING,
        stoppedAt: BEGINNING,
      })
      expect((await everyEvent('isolation', 'case-1')).at(-1)).toMatchObject({
        type: 'ExecutionSucceeded',
        details: { output: '{"answer":{"celsius":36.5}}' },
      })
    })

    it('fails the task that waits, with error and cause', async () => {
      await executions.start('isolation', 'case-1', {})
      expect(await tasks.fail(await token('case-1'), 'Unreachable', 'no such number')).toBe('taken')
      await harness.advance(0)
      expect(await executions.describe('isolation', 'case-1')).toMatchObject({
        status: 'FAILED',
        error: 'Unreachable',
        cause: 'no such number',
      })
    })

    it('takes a null for an answer', async () => {
      await executions.start('isolation', 'case-1', {})
      expect(await tasks.succeed(await token('case-1'), null)).toBe('taken')
    })

    it.each([
      ['was answered before', (given: string) => tasks.succeed(given, 1)],
      ['has timed out', () => harness.advance(HOUR)],
      ['belongs to an execution that was stopped', () => executions.stop('isolation', 'case-1', 'restarted')],
    ])('says that a token is dead when it %s', async (_, kill) => {
      await executions.start('isolation', 'case-1', {})
      const given = await token('case-1')
      await kill(given)
      await harness.advance(0)
      expect(await tasks.succeed(given, 1)).toBe('dead_token')
      expect(await tasks.fail(given, 'Error', 'cause')).toBe('dead_token')
    })

    it('says that a token nobody was given is dead', async () => {
      expect(await tasks.succeed('made-up', 1)).toBe('dead_token')
      expect(await tasks.fail('made-up', 'Error', 'cause')).toBe('dead_token')
    })

    it('stops an execution, and says why', async () => {
      await executions.start('isolation', 'case-1', {})
      await harness.advance(MINUTE)
      await executions.stop('isolation', 'case-1', 'restarted under generation 2')
      expect(await executions.describe('isolation', 'case-1')).toMatchObject({
        status: 'ABORTED',
        stoppedAt: instant(Date.parse(BEGINNING) + MINUTE),
        cause: 'restarted under generation 2',
      })
    })

    it('takes a stop of an execution that is over, or was never there, for done', async () => {
      await executions.start('isolation', 'case-1', {})
      await executions.stop('isolation', 'case-1', 'first')
      await executions.stop('isolation', 'case-1', 'second')
      await executions.stop('isolation', 'nobody', 'first')
      expect(await executions.describe('isolation', 'case-1')).toMatchObject({
        status: 'ABORTED',
        cause: 'first',
      })
    })

    it('says that a task timed out when nobody answers', async () => {
      await executions.start('isolation', 'case-1', {})
      await harness.advance(HOUR)
      expect(await executions.describe('isolation', 'case-1')).toMatchObject({
        status: 'FAILED',
        error: 'States.Timeout',
        stoppedAt: instant(Date.parse(BEGINNING) + HOUR),
      })
    })

    it('knows nothing of an execution that never was', async () => {
      expect(await executions.describe('isolation', 'nobody')).toBeUndefined()
      expect(await executions.history('isolation', 'nobody')).toBeUndefined()
    })

    it('lists the executions of one workflow by status', async () => {
      for (const name of ['case-1', 'case-2', 'case-3']) await executions.start('isolation', name, {})
      await executions.start('escalation', 'matter-1', {})
      await executions.stop('isolation', 'case-2', 'moved_away')
      const names = async (query: Parameters<Executions['list']>[1]) =>
        (await executions.list('isolation', query)).executions.map(({ name }) => name).sort()
      expect(await names({})).toEqual(['case-1', 'case-2', 'case-3'])
      expect(await names({ status: 'RUNNING' })).toEqual(['case-1', 'case-3'])
      expect(await names({ status: 'ABORTED' })).toEqual(['case-2'])
      expect(await names({ status: 'FAILED' })).toEqual([])
    })

    it('lists every execution once over the pages', async () => {
      const started = Array.from({ length: 1_001 }, (_, index) => `case-${index}`)
      for (const name of started) await executions.start('isolation', name, {})
      const listed: string[] = []
      let cursor: string | undefined
      let pages = 0
      do {
        const page = await executions.list('isolation', cursor === undefined ? {} : { cursor })
        listed.push(...page.executions.map(({ name }) => name))
        cursor = page.cursor
        pages += 1
      } while (cursor !== undefined)
      expect(pages).toBeGreaterThan(1)
      expect(listed.sort()).toEqual(started.sort())
    })

    it('has one page for each execution, if it has any, whatever becomes of the execution', async () => {
      const before = executions.link('isolation', 'case-1')
      await executions.start('isolation', 'case-1', {})
      expect(executions.link('isolation', 'case-1')).toBe(before)
      const others = [executions.link('isolation', 'case-2'), executions.link('escalation', 'case-1')]
      if (before === undefined) expect(others).toEqual([undefined, undefined])
      else {
        expect(new URL(before).protocol).toBe('https:')
        expect(before).toContain('case-1')
        expect(new Set([before, ...others]).size).toBe(3)
      }
    })

    it('tells what happened, oldest first', async () => {
      await executions.start('isolation', 'case-1', { isolation: '1' })
      await tasks.succeed(await token('case-1'), 36.5)
      await harness.advance(0)
      const events = await everyEvent('isolation', 'case-1')
      expect(events.map(({ type }) => type)).toEqual([
        'ExecutionStarted',
        'TaskStateEntered',
        'TaskScheduled',
        'TaskStarted',
        'TaskSubmitted',
        'TaskSucceeded',
        'TaskStateExited',
        'ExecutionSucceeded',
      ])
      expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect(events.map(({ previousEventId }) => previousEventId)).toEqual([0, 0, 2, 3, 4, 5, 6, 7])
      expect(events[0]).toMatchObject({ at: BEGINNING, details: { input: '{"isolation":"1"}' } })
      expect(events[1]).toMatchObject({ state: 'Ask for the temperature' })
      expect(events[2]).toMatchObject({ details: { resourceType: 'lambda', timeoutInSeconds: 3600 } })
      expect(events[6]).toMatchObject({ state: 'Ask for the temperature' })
    })

    it('tells a long history over several pages, every event once and in order', async () => {
      await executions.start('escalation', 'matter-1', {})
      await harness.advance(LAPS * MINUTE)
      const first = await executions.history('escalation', 'matter-1')
      expect(first?.cursor).toBeDefined()
      const events = await everyEvent('escalation', 'matter-1')
      expect(events.map(({ id }) => id)).toEqual(
        Array.from({ length: events.length }, (_, index) => index + 1),
      )
      expect(events.at(-1)).toMatchObject({
        type: 'ExecutionSucceeded',
        at: instant(Date.parse(BEGINNING) + LAPS * MINUTE),
      })
    })
  })
}
