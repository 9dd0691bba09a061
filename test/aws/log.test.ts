import { describe, expect, it } from 'vitest'
import { makeLog } from '../../aws/telemetry/log.ts'
import { forTheOutside, withoutPersonalParts } from '../../aws/telemetry/redacted-error.ts'
import { ConditionFailed } from '../../core/ports/store.ts'

const written = (ids: Parameters<ReturnType<typeof makeLog>['error']>[1], error?: unknown) => {
  const lines: object[] = []
  const write = (event: string, line: object) => void lines.push({ event, ...line })
  makeLog({ info: write, error: write }).error('something.failed', ids, error)
  return lines[0]
}

describe('the log', () => {
  it('keeps ids, counts and its own phrases as they are', () => {
    const ids = {
      isolation: 'iso-abcdefgh23456789',
      matter: 'iso-abcdefgh23456789-01-morning-silence',
      key: 'prompt-01-morning-0',
      inbound: '3f2504e0-4f89-41d3-9a0c-030512345678',
      messages: ['a', 'b'],
      why: 'no_execution',
      generation: 2,
    }
    expect(written(ids)).toEqual({ event: 'something.failed', ...ids })
  })

  it.each([
    ['a name', { isolation: '样例·王明' }],
    ['a phone number', { isolation: '+8613800000101' }],
    ['a number without its country', { reason: 'call 13800000101 now' }],
    ['a temperature', { reason: 'had 38.2' }],
    ['a reading in tenths', { tenths: 382 }],
    ['a fraction', { row: 36.5 }],
    ['a token', { error: 'A'.repeat(140) }],
    ['a text', { text: 'ok' }],
    ['an object', { isolation: { name: 'Zhang Wei' } }],
    ['a name in a list', { messages: ['样例'] }],
  ])('withholds %s', (_, ids) => {
    const line = JSON.stringify(written(ids))
    for (const value of Object.values(ids)) expect(line).not.toContain(JSON.stringify(value))
    expect(line).toContain('withheld')
  })

  it('keeps of an error its name, its place and what identifies nobody', () => {
    const error = new ConditionFailed([{ pk: 'ISOLATION#iso-abcdefgh23456789', sk: 'META' }])
    expect(written({}, error)).toMatchObject({
      thrown: { name: 'ConditionFailed', message: 'not as expected: ISOLATION#iso-abcdefgh23456789 META' },
    })
    expect(JSON.stringify(written({}, error))).toContain('log.test.ts')
  })
})

describe('an error on its way out', () => {
  it('keeps the name by which workflows catch it', () => {
    class PlanChanged extends Error {
      override readonly name = 'PlanChanged'
    }
    expect(forTheOutside(new PlanChanged('iso-1 is following'))).toMatchObject({
      name: 'PlanChanged',
      message: 'iso-1 is following',
    })
  })

  it.each([
    'Invalid parameter: PhoneNumber Reason: +8613800000101 is not valid to publish to',
    'Invalid parameter: PhoneNumber Reason: 138 0000 0101 is not valid to publish to',
    'the text "Zhang Wei has 38.2" was not understood',
    '样例·王明 was not found',
    'read 38.2 of 36,5',
    `token ${'AQ'.repeat(60)} is dead`,
  ])('loses what could identify or quote somebody: %s', (message) => {
    const shown = forTheOutside(new TypeError(message))
    const all = `${shown.message} ${shown.stack ?? ''}`
    for (const secret of ['13800000101', '0000 0101', 'Zhang', '38.2', '36,5', '样例', 'AQAQAQ'])
      expect(all).not.toContain(secret)
  })

  it('says nothing of a text that is no JSON, which its message quotes', () => {
    let error: unknown
    try {
      JSON.parse('Zhang Wei 38.2')
    } catch (thrown) {
      error = thrown
    }
    expect(`${forTheOutside(error).message}${forTheOutside(error).stack}`).not.toMatch(/Zhang|38\.2/)
  })

  it('keeps what an operator needs', () => {
    const message =
      'User: arn:aws:sts::123456789012:assumed-role/Ask is not authorized to perform: dynamodb:GetItem'
    expect(withoutPersonalParts(message)).toContain('not authorized to perform: dynamodb:GetItem')
  })
})
