import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeSettings } from '../../core/settings/change-settings.ts'
import { usualSettings } from '../../core/settings/settings.ts'
import { settingsInFolder } from '../../local/data-folder/settings-file.ts'
import { openTestSystem } from '../workflow/test-system.ts'

describe('the settings of a system on one machine', () => {
  let folder: string
  let logged: string[]
  const opened = () => settingsInFolder(folder, { info: () => {}, error: (event) => void logged.push(event) })
  const write = (text: string): void => writeFileSync(join(folder, 'settings.json'), text)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sixclear-settings-'))
    logged = []
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('change while it runs: strangers are answered as often as the file says now', async () => {
    const sixclear = await openTestSystem({ settings: opened() })
    const answered = (phone: string): number => sixclear.messagesTo(phone, 'unknown_number').length
    const write0 = JSON.stringify(changeSettings(usualSettings, ['strangers.perDay=0']))
    write(write0)
    await sixclear.text('+8613800090001', '你好')
    expect(answered('+8613800090001')).toBe(0)
    rmSync(join(folder, 'settings.json'))
    await sixclear.text('+8613800090002', '你好')
    expect(answered('+8613800090002')).toBe(1)
  })

  it('stay as they were while the file holds none, which is logged once', async () => {
    const settings = opened()
    const changed = changeSettings(usualSettings, ['circuit.opensAfterFailures=9'])
    write(JSON.stringify(changed))
    expect(await settings.current()).toEqual(changed)
    write('{ "circuit": ')
    expect(await settings.current()).toEqual(changed)
    expect(await settings.current()).toEqual(changed)
    expect(logged).toEqual(['settings.unusable'])
  })
})
