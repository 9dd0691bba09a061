import { describe, expect, it } from 'vitest'
import { morning } from '../../infra/capacity/herd.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { playMorning } from '../bench/load-morning.ts'

const stage = stageNamed('prod')

describe('a morning with the quotas of AWS and the pace of the provider', () => {
  it.each([
    { people: 60, sms: 200 },
    { people: 120, sms: 20 },
  ])(
    'asks $people people as late as the arithmetic says at $sms texts a second, and loses nobody',
    async ({ people, sms }) => {
      const dividedBy = 1_000
      const texts = { perSecond: sms, urgentPerSecond: sms / 5 }
      const played = await playMorning(
        { people, dividedBy, sms: texts, spreadMinutes: 30, engine: 'sqlite' },
        () => {},
      )
      const [prompts] = morning({
        people: people * dividedBy,
        spreadMinutes: 30,
        stage: { ...stage, sms: { ...stage.sms, ...texts } },
      }).filter(({ what }) => what.startsWith('prompts'))
      expect(played).toMatchObject({ asked: people, reported: people, matters: 0 })
      expect(Math.abs(played.lastLate - (prompts?.minutesLate ?? Number.NaN))).toBeLessThan(2)
    },
  )
})
