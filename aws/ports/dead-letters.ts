import { SQSClient } from '@aws-sdk/client-sqs'
import type { PortContext } from '../port-context.ts'
import { makeDeadLetters } from '../sqs-dead-letters.ts'

/** The queues of messages that could not be handled. */
export const deadLetters = (
  { DEAD_LETTERS }: { readonly DEAD_LETTERS: string },
  { clients }: PortContext,
) => ({
  deadLetters: makeDeadLetters({
    client: new SQSClient({ maxAttempts: 3, ...clients }),
    queueUrls: new Map(
      DEAD_LETTERS.split(',').map((pair): [string, string] => {
        const [name = '', ...url] = pair.split('=')
        return [name, url.join('=')]
      }),
    ),
  }),
})
