import { SSMClient } from '@aws-sdk/client-ssm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { replaceParameter } from '../../infra/commands/replace-parameter.ts'
import { type JsonEndpoint, openJsonEndpoint } from '../aws/json-endpoint.ts'

const name = '/sixclear/test/settings'
const Request = z.object({ Name: z.string(), Value: z.optional(z.string()) })

describe('two operators who change a parameter at the same time', () => {
  let store: JsonEndpoint
  let versions: string[]
  let client: SSMClient

  beforeEach(async () => {
    versions = ['as both saw it']
    store = await openJsonEndpoint((operation, input) => {
      const { Name, Value } = Request.parse(input)
      if (operation === 'PutParameter') return { Version: versions.push(Value ?? '') }
      const kept = versions[Number(Name.split(':')[1] ?? versions.length) - 1]
      if (kept === undefined) return { refused: 'ParameterVersionNotFound', message: 'no such version' }
      return { Parameter: { Name, Value: kept } }
    })
    client = new SSMClient({
      endpoint: store.endpoint,
      region: 'local-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      maxAttempts: 1,
    })
  })
  afterEach(() => store.close())

  it('do not overwrite each other: the first change stays, and the second operator is told', async () => {
    expect(await replaceParameter(client, { name, version: 1 }, 'the first')).toBe(2)
    await expect(replaceParameter(client, { name, version: 1 }, 'the second')).rejects.toThrow(
      /nothing of yours is set: .* theirs \(version 2\) is back/,
    )
    expect(versions.at(-1)).toBe('the first')
  })

  it('change one after the other what each has seen', async () => {
    await replaceParameter(client, { name, version: 1 }, 'the first')
    expect(await replaceParameter(client, { name, version: 2 }, 'the second')).toBe(3)
    expect(versions.at(-1)).toBe('the second')
  })
})
