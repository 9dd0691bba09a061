import * as z from 'zod/mini'
import { textsToRegister } from '../../core/texts/forms/texts-to-register.ts'
import { registrationOf } from '../constructs/registered-texts.ts'
import { stageNamed } from '../stages/stages.ts'
import { beginCommand, CannotGoOn, readOptions } from './command-line.ts'

/** `npm run texts`: what is to be registered. `npm run texts -- --stage prod`: what of it has no id there yet. */
beginCommand()
const values = readOptions({
  usage: 'npm run texts [-- --stage <stage>]',
  options: { stage: { type: 'string' } },
  schema: z.object({ stage: z.optional(z.string()) }),
})
const gateway = values.stage === undefined ? undefined : stageNamed(values.stage).sms.gateway
if (values.stage !== undefined && gateway === undefined)
  throw new CannotGoOn(
    `the stage ${values.stage} has no SMS gateway: set sms.gateway in infra/stages/stages.ts`,
  )

/** Gateways write `${slot}`. */
const asTheyWrite = (text: string): string => text.replaceAll('{', '${')

if (gateway === undefined)
  for (const text of textsToRegister(['zh-CN', 'en'])) console.log(`-\t${asTheyWrite(text)}`)
else {
  const { registered, missing } = registrationOf(gateway)
  for (const { id, text } of registered) console.log(`${id}\t${asTheyWrite(text)}`)
  for (const text of missing) console.log(`MISSING\t${asTheyWrite(text)}`)
  if (missing.length > 0) {
    console.error(`${missing.length} of ${registered.length + missing.length} texts are not registered`)
    process.exitCode = 1
  }
}
