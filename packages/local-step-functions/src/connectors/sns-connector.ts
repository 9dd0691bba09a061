import { isObject } from '../expressions/typed-templates.ts'
import { integrationEvents } from '../history/task-events.ts'
import type { Engine } from '../interpreter/model.ts'
import { copyAsJson } from '../language/payload.ts'
import type { Connector } from './connector.ts'
import { argumentsWith, RESPONSE_METADATA } from './task-arguments.ts'

const FIELDS = [
  'Message',
  'MessageAttributes',
  'MessageDeduplicationId',
  'MessageGroupId',
  'MessageStructure',
  'PhoneNumber',
  'Subject',
  'TargetArn',
  'TopicArn',
]

/** `sns:publish`. */
export const snsPublish = (engine: Engine): Connector => ({
  waitsFor: 'response',
  events: integrationEvents('sns', 'publish', engine.region),
  prepare: (args) => {
    const fields = copyAsJson(argumentsWith(args, FIELDS))
    const go = async () => {
      const response = copyAsJson(await engine.outside.publish(isObject(fields) ? fields : {}))
      return isObject(response) ? { ...response, ...RESPONSE_METADATA } : response
    }
    return { go, duration: 0 }
  },
  failure: (thrown) => ({
    error: `SNS.${thrown instanceof Error ? thrown.name : typeof thrown}`,
    cause: thrown instanceof Error ? thrown.message : String(thrown),
  }),
})
