import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { concurrencyOf } from '../../infra/constructs/messaging.ts'
import { Stage, stageNamed, UnknownStage } from '../../infra/stages/stages.ts'

const dev = stageNamed('dev')

describe('the settings of a stage', () => {
  it('are there for development and production', () => {
    expect(stageNamed('dev').keepsData).toBe(false)
    expect(stageNamed('prod').keepsData).toBe(true)
  })

  it('spread the due items of production over more shards than those of development', () => {
    expect(stageNamed('dev').dueShards).toBe(8)
    expect(stageNamed('prod').dueShards).toBeGreaterThanOrEqual(128)
  })

  it('of a stage that nobody wrote are refused, and the stages are named', () => {
    expect(() => stageNamed('staging')).toThrow(UnknownStage)
    expect(() => stageNamed('staging')).toThrow(/dev, prod/)
  })

  it.each([
    ['a retention that CloudWatch does not know', { ...dev, logRetentionDays: 10 }],
    [
      'a deployment that gives new versions everything',
      { ...dev, deployment: { by: 'canary', percent: 100, minutes: 5 } },
    ],
    ['fewer shards than every process looks at', { ...dev, dueShards: 4 }],
    ['more environments set aside than leave the steps theirs', { ...dev, concurrency: { api: 701 } }],
    ['environments for a function that is none', { ...dev, concurrency: { readers: 5 } }],
    ['no texts a second', { ...dev, sms: { ...dev.sms, perSecond: 0 } }],
    ['no rate left for routine texts', { ...dev, sms: { ...dev.sms, perSecond: 4, urgentPerSecond: 4 } }],
    ['a sender name that phones do not show', { ...dev, sms: { ...dev.sms, senderId: 'six clear!' } }],
    [
      'an issuer without encryption',
      { ...dev, identity: { by: 'oidc', issuer: 'http://id', audience: ['a'], clientId: 'c' } },
    ],
    [
      'an issuer that does not know the console',
      { ...dev, identity: { by: 'oidc', issuer: 'https://id.example.org', audience: ['a'] } },
    ],
    ['an origin with a path', { ...dev, origins: ['https://console.example.org/'] }],
    ['a name without its certificate', { ...dev, console: { by: 'cloudfront', domain: { name: 'a.org' } } }],
    ['nothing about its console', { ...dev, console: undefined }],
    ['a station that is nobody', { ...dev, stations: [{ name: 'East' }] }],
    ['a setting that nothing reads', { ...dev, smsPerSecond: 20 }],
    ['an alarm address that is none', { ...dev, alarmEmail: 'duty' }],
  ])('are refused with %s', (_, settings) => {
    expect(z.safeParse(Stage, settings).success).toBe(false)
  })
})

describe('the pace of texts', () => {
  it('never outruns the provider by more than the two senders a lane that AWS makes us have', () => {
    for (let perSecond = 2; perSecond <= 300; perSecond += 1) {
      const { urgent, routine } = concurrencyOf({ ...dev.sms, perSecond, urgentPerSecond: 1 })
      expect(urgent).toBe(2)
      expect(routine).toBeLessThanOrEqual(Math.max(2, (perSecond - 1) * 0.3))
      expect(routine).toBeGreaterThanOrEqual(2)
    }
  })

  it('keeps its part for urgent texts, however many routine ones wait', () => {
    expect(concurrencyOf({ ...dev.sms, perSecond: 100, urgentPerSecond: 20 })).toEqual({
      urgent: 6,
      routine: 24,
    })
  })
})
