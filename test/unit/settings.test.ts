import { describe, expect, it } from 'vitest'
import { changeSettings, settingsInWords } from '../../core/settings/change-settings.ts'
import { readSettings, usualSettings } from '../../core/settings/settings.ts'

describe('the settings of a running system', () => {
  it('are changed one by one, also to and from nothing', () => {
    const changed = changeSettings(usualSettings, [
      'circuit.slowAfterSeconds=5',
      'sms.originationNumber=106550100',
      'sms.senderId=Sixclear',
      'strangers.countries=["CN","IE"]',
    ])
    expect(changed).toEqual({
      sms: { standby: 'none', originationNumber: '106550100', senderId: 'Sixclear' },
      circuit: { opensAfterFailures: 5, slowAfterSeconds: 5 },
      strangers: { countries: ['CN', 'IE'], perDay: 100 },
    })
    expect(
      changeSettings(changed, ['sms.originationNumber=', 'sms.senderId=', 'strangers.countries=']),
    ).toEqual({
      ...usualSettings,
      circuit: { opensAfterFailures: 5, slowAfterSeconds: 5 },
    })
  })

  it.each([
    ['circuit.slowAfterSeconds=0', 'circuit.slowAfterSeconds: '],
    ['circuit.slowAfterSeconds=', 'circuit.slowAfterSeconds: '],
    ['strangers.perDay=many', 'strangers.perDay: '],
    ['strangers.countries=["Ireland"]', 'strangers.countries.0: expected two capital letters'],
    ['sms.standby=other', 'sms.standby: '],
    ['sms.originationNumber=twelve', 'sms.originationNumber: expected 3 to 15 digits'],
    ['sms.perSecond=40', 'sms.perSecond: there is no such setting'],
    ['sms.standby.by=aws', 'sms.standby: '],
    ['=5', '=5: expected a name and a value'],
    ['slower', 'slower: expected a name and a value'],
  ])('refuse %s, and say where and why', (change, why) => {
    expect(() => changeSettings(usualSettings, [change])).toThrow(why)
  })

  it('are read as they are written, without what only a newer release knows', () => {
    const newer = { ...usualSettings, weather: 'fine', circuit: { ...usualSettings.circuit, patience: 3 } }
    expect(readSettings(JSON.stringify(newer))).toEqual(usualSettings)
  })

  it.each(['', '[]', '{', '{"sms":{}}', 'null'])('are not read from %j', (text) => {
    expect(() => readSettings(text)).toThrow(expect.objectContaining({ name: 'SettingsUnusable' }))
  })

  it('are shown with what changes', () => {
    const changed = changeSettings(usualSettings, ['strangers.perDay=20', 'sms.senderId=Sixclear'])
    expect(settingsInWords(usualSettings, changed)).toEqual([
      '  sms.standby = "none"',
      '  circuit.opensAfterFailures = 5',
      '  circuit.slowAfterSeconds = 10',
      '* strangers.perDay = 20   (was 100)',
      '* sms.senderId = "Sixclear"   (was not set)',
    ])
  })
})
