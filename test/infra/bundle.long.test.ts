import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bundle } from '../../infra/bundles/bundle.ts'
import { functionNames } from '../../infra/bundles/grants.ts'

const folder = mkdtempSync(join(tmpdir(), 'bundles-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { metafile } = bundle(folder)
const bundles = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.mjs'))

describe('a bundle', () => {
  it('is one file for each function; the maps stay here', () => {
    expect(readdirSync(join(folder, 'functions')).sort()).toEqual([...functionNames].sort())
    for (const name of functionNames) {
      expect(readdirSync(join(folder, 'functions', name))).toEqual(['index.mjs'])
      expect(readdirSync(join(folder, 'source-maps', name))).toEqual(['index.mjs.map'])
    }
  })

  it('holds nothing of the local system, of the deployment or of the tests', () => {
    expect(bundles).toHaveLength(functionNames.length)
    for (const [, { inputs }] of bundles)
      expect(Object.keys(inputs).filter((path) => /^(local|infra|test|console)\//.test(path))).toEqual([])
  })

  it('holds the phone numbers of the world only where numbers are written by hand', () => {
    const withPhones = bundles.filter(([, { inputs }]) =>
      Object.keys(inputs).some((path) => path.includes('libphonenumber-js')),
    )
    expect(withPhones.map(([path]) => path.split('/').at(-2)).sort()).toEqual(['api'])
  })
})
