import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bundle } from '../../infra/bundles/bundle.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { AUTHORIZE, END_SESSION, KEYS, TOKEN } from '../../local/sign-in/discovery.ts'
import { CLIENT_ID } from '../../local/sign-in/json-web-tokens.ts'
import { sessionCookie } from '../../local/sign-in/session-cookie.ts'
import { words } from '../../local/sign-in/sign-in-texts.ts'
import { synthesised } from './a-stage.ts'

const [cookie = ''] = sessionCookie('').split('=')

/** Words of the console for local identities in a ledger. */
const LOCAL_ADMINISTRATOR = 'local-administrator'

/** The parts of the local sign-in. */
const signs: readonly string[] = [
  AUTHORIZE,
  TOKEN,
  KEYS,
  END_SESSION,
  CLIENT_ID,
  cookie,
  words.en.lead,
  words['zh-CN'].lead,
  'x-sixclear-actor',
  LOCAL_ADMINISTRATOR,
]

const textsUnder = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'utf8')]),
  )

const found = (texts: ReadonlyMap<string, string>, looked = signs): string[] =>
  [...texts].flatMap(([path, text]) =>
    looked.filter((sign) => text.includes(sign)).map((sign) => `${path}: ${sign}`),
  )

const folder = mkdtempSync(join(tmpdir(), 'bundles-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the local sign-in, which needs no password', () => {
  it('is found in the local system (checks the tests below)', () => {
    const local = textsUnder(resolve(import.meta.dirname, '../../local'))
    const missed = signs.filter((sign) => ![...local.values()].some((text) => text.includes(sign)))
    expect(missed).toEqual([])
  })

  it('is in no function that is deployed', () => {
    bundle(folder)
    expect(found(textsUnder(join(folder, 'functions')))).toEqual([])
  })

  it('is in no template', () => {
    const templates = ['dev', 'prod'].flatMap((name) => {
      const { dataTemplate, serviceTemplate, observabilityTemplate } = synthesised(stageNamed(name))
      return [dataTemplate, serviceTemplate, observabilityTemplate].map((template): [string, string] => [
        name,
        JSON.stringify(template.toJSON()),
      ])
    })
    expect(templates.flatMap((template) => found(new Map([template])))).toEqual([])
  })

  it('is in no file of the console as it is built', () => {
    const built = textsUnder(resolve(import.meta.dirname, '../../console/dist'))
    expect([...built.keys()].some((path) => path.endsWith('index.html'))).toBe(true)
    expect(
      found(
        built,
        signs.filter((sign) => sign !== LOCAL_ADMINISTRATOR),
      ),
    ).toEqual([])
  })
})
