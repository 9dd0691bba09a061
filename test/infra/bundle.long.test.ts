import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bundle } from '../../infra/bundles/bundle.ts'
import { type BundleName, bundleNames, type Grant, grants } from '../../infra/bundles/grants.ts'

const folder = mkdtempSync(join(tmpdir(), 'bundles-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { metafile } = bundle(folder)
const bundles = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.mjs'))

/** The files of which something is in the bundle of this function. */
const modulesIn = (name: BundleName): string[] =>
  bundles.flatMap(([path, { inputs }]) =>
    path.split('/').at(-2) === name
      ? Object.keys(inputs).filter((input) => (inputs[input]?.bytesInOutput ?? 0) > 0)
      : [],
  )

const clientsFor: Readonly<Record<Grant, string | readonly string[]>> = {
  'read the record': 'client-dynamodb',
  'write the record': 'client-dynamodb',
  'look people up': 'client-secrets-manager',
  'answer tasks': 'client-sfn',
  'start isolations': 'client-sfn',
  'start matters': 'client-sfn',
  'stop executions': 'client-sfn',
  'list executions': 'client-sfn',
  'describe executions': 'client-sfn',
  'look into executions': 'client-sfn',
  'hand to the outbox': 'client-sqs',
  'hand out sweeps': 'client-sqs',
  'hand out imports': 'client-sqs',
  'ask for counts': 'client-sqs',
  // The second one for the access key of an SMS gateway.
  'send messages': ['client-pinpoint-sms-voice-v2', 'client-secrets-manager', 'client-ssm'],
  'publish alerts': 'client-sns',
  'redrive dead letters': 'client-sqs',
  'know the gateway': 'client-secrets-manager',
  'pass callbacks on': 'client-sqs',
  'write as a phone': 'client-sns',
}

describe('a bundle', () => {
  it('is one file for each function; the maps stay here', () => {
    expect(readdirSync(join(folder, 'functions')).sort()).toEqual([...bundleNames].sort())
    for (const name of bundleNames) {
      expect(readdirSync(join(folder, 'functions', name))).toEqual(['index.mjs'])
      expect(readdirSync(join(folder, 'source-maps', name))).toEqual(['index.mjs.map'])
    }
  })

  it('holds nothing of the local system, of the deployment or of the tests', () => {
    expect(bundles).toHaveLength(bundleNames.length)
    for (const [, { inputs }] of bundles)
      expect(Object.keys(inputs).filter((path) => /^(local|infra|test|console)\//.test(path))).toEqual([])
  })

  it('holds the clients for what its function is granted, and no other', () => {
    for (const name of bundleNames) {
      const granted = new Set(grants[name].flatMap((grant) => clientsFor[grant]))
      const held = new Set(
        modulesIn(name).flatMap((path) => /\/@aws-sdk\/(client-[a-z0-9-]+)\//.exec(path)?.[1] ?? []),
      )
      expect([name, ...held].sort()).toEqual([name, ...granted].sort())
    }
  })

  it('takes credentials from the environment and knows no other place', () => {
    for (const name of bundleNames) {
      const providers = modulesIn(name).filter((path) =>
        /credential-provider|token-providers|nested-clients/.test(path),
      )
      expect(providers.filter((path) => !path.includes('/credential-provider-env/'))).toEqual([])
      expect(providers).not.toEqual([])
    }
  })

  it('holds the phone numbers of the world only where numbers are written by hand', () => {
    const withPhones = bundles.filter(([, { inputs }]) =>
      Object.keys(inputs).some((path) => path.includes('libphonenumber-js')),
    )
    expect(withPhones.map(([path]) => path.split('/').at(-2)).sort()).toEqual(['api', 'import-roster'])
  })
})
