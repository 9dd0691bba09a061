import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StepFunctions } from '../src/api/step-functions.ts'
import { PortInUse, type RunningServer, serveStepFunctions } from '../src/http/api-server.ts'
import { Rig } from './rig.ts'

const headers = (operation: string) => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `AWSStepFunctions.${operation}`,
})

describe('the Step Functions API over HTTP', () => {
  let service: StepFunctions
  let listening: RunningServer
  let faults: unknown[]

  beforeEach(async () => {
    service = new Rig().service
    faults = []
    listening = await serveStepFunctions(service, { port: 0, onFault: (fault) => faults.push(fault) })
  })
  afterEach(() => listening.close())

  const call = async (operation: string, body: string, changes: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${listening.port}/`, {
      method: 'POST',
      headers: headers(operation),
      body,
      ...changes,
    })
    const answer: unknown = await response.json()
    return { status: response.status, headers: response.headers, answer }
  }

  it('answers in AWS JSON 1.0, with a request id of its own', async () => {
    const first = await call('ListStateMachines', '{}')
    const second = await call('ListStateMachines', '')
    expect(first).toMatchObject({ status: 200, answer: { stateMachines: [] } })
    expect(first.headers.get('content-type')).toBe('application/x-amz-json-1.0')
    expect(first.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(second.headers.get('x-amzn-requestid')).not.toBe(first.headers.get('x-amzn-requestid'))
  })

  it('names every member that is wrong', async () => {
    expect(await call('StartExecution', '{"stateMachineArn": 5, "name": ""}')).toMatchObject({
      status: 400,
      answer: {
        __type: 'com.amazon.coral.validate#ValidationException',
        message: expect.stringMatching(/^2 validation errors detected: .*'stateMachineArn'.*'name'/),
      },
    })
  })

  it('takes null for absent', async () => {
    expect(await call('ListStateMachines', '{"nextToken": null}')).toMatchObject({ status: 200 })
    expect(await call('DescribeExecution', '{"executionArn": null}')).toMatchObject({
      status: 400,
      answer: { message: expect.stringContaining("'executionArn'") },
    })
  })

  it.each(['{"publish": true}', '{"versionDescription": "v1"}'])('refuses %s by name', async (extra) => {
    const [member] = Object.keys(JSON.parse(extra))
    const body = { name: 'm', definition: '{}', roleArn: 'role', ...JSON.parse(extra) }
    expect(await call('CreateStateMachine', JSON.stringify(body))).toMatchObject({
      status: 400,
      answer: {
        message: expect.stringContaining(`'${member}' failed to satisfy constraint: versions are not`),
      },
    })
  })

  it.each([
    ['TagResource', 'TagResource is not supported by the local Step Functions'],
    ['StartSyncExecution', 'StartSyncExecution is not supported by the local Step Functions'],
    ['Fly', 'Step Functions has no operation Fly'],
  ])('refuses the operation %s by name', async (operation, message) => {
    expect(await call(operation, '{}')).toMatchObject({
      status: 400,
      answer: { __type: 'com.amazon.coral.service#UnknownOperationException', message },
    })
  })

  it.each([
    ['a body that is not JSON', '{', {}, 400, 'SerializationException'],
    [
      'another content type',
      '{}',
      { headers: { 'x-amz-target': 'AWSStepFunctions.ListExecutions' } },
      400,
      'SerializationException',
    ],
    [
      'no target',
      '{}',
      { headers: { 'content-type': 'application/x-amz-json-1.0' } },
      400,
      'UnknownOperationException',
    ],
    ['another method', '{}', { method: 'PUT' }, 404, 'UnknownOperationException'],
    [
      'a web page',
      '{}',
      { headers: { ...headers('ListExecutions'), origin: 'http://127.0.0.1:5173' } },
      403,
      'AccessDeniedException',
    ],
    ['a body over the limit', `{"x": "${'x'.repeat(1_048_576)}"}`, {}, 413, 'RequestEntityTooLargeException'],
  ])('refuses %s', async (_, body, changes, status, type) => {
    expect(await call('ListExecutions', body, changes)).toMatchObject({
      status,
      answer: { __type: `com.amazon.coral.service#${type}` },
    })
  })

  it('tells a fault of its own to its host, and only that there was one to the caller', async () => {
    service.listStateMachines = () => {
      throw new TypeError('a fault with secrets')
    }
    expect(await call('ListStateMachines', '{}')).toMatchObject({
      status: 500,
      answer: {
        __type: 'com.amazon.coral.service#InternalFailure',
        message: expect.not.stringContaining('secret'),
      },
    })
    expect(faults).toEqual([new TypeError('a fault with secrets')])
  })

  it('lets a request under way finish before it closes', async () => {
    const body = '{"maxResults": 5}'
    const slow = request({
      host: '127.0.0.1',
      port: listening.port,
      method: 'POST',
      headers: { ...headers('ListStateMachines'), 'content-length': body.length },
      agent: new Agent({ keepAlive: true }),
    })
    const [response] = await Promise.all([
      once(slow, 'response'),
      once(slow, 'socket').then(async ([socket]) => {
        await once(socket, 'connect')
        slow.write(body.slice(0, 5))
        // The server has to have seen the request before it is told to close.
        await fetch(`http://127.0.0.1:${listening.port}/`)
        const closed = listening.close()
        slow.end(body.slice(5))
        await closed
      }),
    ])
    expect(response[0]).toMatchObject({ statusCode: 200 })
    listening = { port: 0, close: async () => {} }
  })

  it('does not take it for a fault that a caller hangs up', async () => {
    const cut = request({
      host: '127.0.0.1',
      port: listening.port,
      method: 'POST',
      headers: { ...headers('ListStateMachines'), 'content-length': 10 },
    })
    cut.on('error', () => {})
    cut.write('{')
    await once(cut, 'socket').then(([socket]) => once(socket, 'connect'))
    await call('ListStateMachines', '{}')
    cut.destroy()
    await call('ListStateMachines', '{}')
    expect(faults).toEqual([])
  })

  it('says which port is in use, and what to do', async () => {
    const again = serveStepFunctions(service, { port: listening.port })
    await expect(again).rejects.toThrow(PortInUse)
    await expect(again).rejects.toThrow(
      `Port ${listening.port} on 127.0.0.1 is in use: stop the program that listens there, or choose another port.`,
    )
  })
})
