import { parseArgs } from 'node:util'
import { SQSClient } from '@aws-sdk/client-sqs'
import { commandClients } from '../../aws/client-settings.ts'
import { makeDeadLetters } from '../../aws/sqs-dead-letters.ts'

// Puts the dead letters of a queue back: docs/runbook.md.

const USAGE = 'npm run redrive -- --dead-letters <InboundDeadLettersUrl, or another output of that name>'

const { values } = parseArgs({ options: { 'dead-letters': { type: 'string' } } })
const { 'dead-letters': url } = values
if (url === undefined) throw new TypeError(`what is missing: ${USAGE}`)
const queue = url.split('/').at(-1) ?? url
const deadLetters = makeDeadLetters({
  client: new SQSClient(commandClients),
  queueUrls: new Map([[queue, url]]),
})
const [before] = await deadLetters.waiting()
await deadLetters.redrive(queue)
console.log(`${before?.waiting ?? 0} dead letters go back into their queue`)
