import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'

/** Packed as it would be published, and installed into a folder of its own: by hand, since a test needs no network. */
const root = resolve(import.meta.dirname, '..')
const packageOf = (name: string): string =>
  dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)))
const tsc = join(packageOf('typescript'), 'bin', 'tsc')

const DEFINITION = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', Seconds: 1_209_600, Next: 'Done' },
    Done: { Type: 'Pass', Output: '{% $states.input.day + 14 %}', End: true },
  },
})

const IN_PROCESS = `
import { type ExecutionDescription, StepFunctions } from 'local-step-functions'
import { StepFunctionsError } from 'local-step-functions/errors'
import type { HistoryEvent } from 'local-step-functions/history'
import { Pacer } from 'local-step-functions/pacer'
import { seededRandom } from 'local-step-functions/random'
import type { Scheduler } from 'local-step-functions/scheduler'
import { serveStepFunctions } from 'local-step-functions/server'
import { Timeline } from 'local-step-functions/timeline'

const timeline = new Timeline({ startAt: 0 })
const scheduler: Scheduler = timeline
const service = new StepFunctions({
  timeline,
  seed: 'test',
  invoke: async (name, payload) => ({ name, payload }),
  publish: async () => ({ MessageId: '1' }),
})
const definition = ${JSON.stringify(DEFINITION)}
const { stateMachineArn } = service.createStateMachine({ name: 'flow', definition })
const { executionArn } = service.startExecution({ stateMachineArn, input: '{"day":1}' })
await timeline.runUntilIdle()
const { output }: ExecutionDescription = service.describeExecution({ executionArn })
const { events }: { events: HistoryEvent[] } = service.getExecutionHistory({ executionArn })
const names = [Pacer, StepFunctionsError, seededRandom, serveStepFunctions].map(({ name }) => name)
console.log(JSON.stringify({ output, events: events.length, now: scheduler.now(), names }))
`

describe('the package, packed and installed elsewhere', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'))
  const installed = join(folder, 'node_modules', 'local-step-functions')
  let server: ChildProcess | undefined

  beforeAll(() => {
    const dist = join(folder, 'dist')
    execFileSync(process.execPath, [join(root, 'build.ts'), dist])
    const packed = execFileSync('npm', ['pack', dist, '--silent', '--pack-destination', folder], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    mkdirSync(installed, { recursive: true })
    execFileSync('tar', ['-xzf', join(folder, packed.trim()), '-C', installed, '--strip-components', '1'])
    const types = join(folder, 'node_modules', '@types')
    mkdirSync(types)
    symlinkSync(packageOf('@types/node'), join(types, 'node'), 'junction')
    for (const name of ['jsonata', 'zod'])
      symlinkSync(packageOf(name), join(folder, 'node_modules', name), 'junction')
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    writeFileSync(join(folder, 'flow.asl.json'), DEFINITION)
    writeFileSync(join(folder, 'in-process.ts'), IN_PROCESS)
  }, 60_000)

  afterAll(() => {
    server?.kill()
    rmSync(folder, { recursive: true })
  })

  it('depends on nothing but what it names, and has its licence and README', () => {
    const manifest = z.looseObject({ dependencies: z.record(z.string(), z.string()) })
    const text = readFileSync(join(installed, 'package.json'), 'utf8')
    const { dependencies, ...rest } = manifest.parse(JSON.parse(text))
    expect(Object.keys(dependencies)).toEqual(['jsonata', 'zod'])
    expect(rest).not.toHaveProperty('private')
    expect(text).not.toContain('src/')
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toContain('Apache License')
    expect(readFileSync(join(installed, 'README.md'), 'utf8')).toContain('# local-step-functions')
  })

  it('exports everything with types, and runs in the process', () => {
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node']
    execFileSync(process.execPath, [tsc, ...options, 'in-process.ts'], { cwd: folder, stdio: 'inherit' })
    const printed = execFileSync(process.execPath, ['in-process.ts'], { cwd: folder, encoding: 'utf8' })
    expect(JSON.parse(printed)).toEqual({
      output: '15',
      events: 6,
      now: 1_209_600_000,
      names: ['Pacer', 'StepFunctionsError', 'seededRandom', 'serveStepFunctions'],
    })
  })

  it("serves the API to AWS's own client", async () => {
    const cli = join(installed, 'lib', 'cli.js')
    const args = [cli, 'flow.asl.json', '--port', '0', '--start', '2020-03-01T00:00:00Z', '--speed', 'paused']
    const started = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    server = started
    const endpoint = await new Promise<string>((found, reject) => {
      let printed = ''
      started.stdout.on('data', (chunk: Buffer) => {
        printed += chunk
        const [, url] = /^Step Functions: (\S+)$[\s\S]*The clock reads/m.exec(printed) ?? []
        if (url !== undefined) found(url)
      })
      started.once('exit', (code) => reject(new Error(`it ended with ${code}: ${printed}`)))
    })
    const client = new SFNClient({
      region: 'local-1',
      endpoint,
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    })
    const stateMachineArn = 'arn:aws:states:local-1:000000000000:stateMachine:flow'
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, input: '{"day":1}' }),
    )
    await fetch(`${endpoint}/clock`, { method: 'POST', body: '{"until":"2020-03-15T00:00:00Z"}' })
    const described = await client.send(new DescribeExecutionCommand({ executionArn }))
    expect(described).toMatchObject({ status: 'SUCCEEDED', output: '15' })
    client.destroy()
    const ended = new Promise((resolve) => started.once('exit', resolve))
    started.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
})
