import { readFileSync } from 'node:fs'
import type { TestStateCommandInput } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'

const Text = z.object({
  States: z.record(z.string(), z.looseObject({ Type: z.string(), Resource: z.optional(z.string()) })),
})

/** What a plan answers when all is over: every Choice has a way for it. In the past, so that no Wait waits. */
const next = { do: 'end', at: '2020-02-10T00:00:00.000Z', seconds: 60 }
const ids = { isolationId: 'iso-nobody', matterId: 'iso-nobody-01-morning-silence', generation: 1 }

const LAMBDA = 'arn:aws:lambda:us-east-1:000000000000:function:nobody:live'

/** Each state of a workflow text for TestState: tasks answer by a mock, nothing is called and nothing is billed but the test. */
export const stateTests = (workflow: 'isolation' | 'escalation'): TestStateCommandInput[] => {
  const file = new URL(`../../workflows/${workflow}.asl.json`, import.meta.url)
  const definition = readFileSync(file, 'utf8').replaceAll(/\$\{\w+FunctionArn\}/g, LAMBDA)
  return Object.entries(Text.parse(JSON.parse(definition)).States).map(([stateName, { Type, Resource }]) => {
    const waits = Resource?.endsWith('.waitForTaskToken') === true
    const result = JSON.stringify(waits ? next : { Payload: { ...next, seconds: 60 } })
    return {
      definition,
      stateName,
      input: JSON.stringify(ids),
      variables: JSON.stringify({ ...ids, next, again: 1 }),
      inspectionLevel: 'INFO',
      ...(Type === 'Task' ? { mock: { result, fieldValidationMode: 'NONE' } } : {}),
    }
  })
}
