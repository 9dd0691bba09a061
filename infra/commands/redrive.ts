import { SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { makeDeadLetters } from '../../aws/sqs-dead-letters.ts'
import { beginCommand, readOptions } from './command-line.ts'

// Puts the dead letters of a queue back: docs/runbook.md.

const USAGE = 'npm run redrive -- --dead-letters <InboundDeadLettersUrl, or another output of that name>'

beginCommand()
const { 'dead-letters': url } = readOptions({
  usage: USAGE,
  options: { 'dead-letters': { type: 'string' } },
  schema: z.object({ 'dead-letters': z.string() }),
})
const queue = url.split('/').at(-1) ?? url
const deadLetters = makeDeadLetters({
  client: new SQSClient(commandClients),
  queueUrls: new Map([[queue, url]]),
})
const [before] = await deadLetters.waiting()
await deadLetters.redrive(queue)
console.log(`${before?.waiting ?? 0} dead letters go back into their queue`)
