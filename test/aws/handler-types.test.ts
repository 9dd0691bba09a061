import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { base, outbox as outboxVariables, sender } from '../../aws/environment.ts'
import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { step } from '../../aws/middleware/step-middleware.ts'
import { messages } from '../../aws/ports/messages.ts'
import { outbox } from '../../aws/ports/outbox.ts'
import { record } from '../../aws/ports/store.ts'
import { tasks } from '../../aws/ports/tasks.ts'
import { AskInput, ask } from '../../usecases/ask/ask.ts'
import { keepWatch } from '../../usecases/keep-watch/keep-watch.ts'

// What must not compile: `npm run types` fails where an error that is expected does not come.

const bare = z.object(base)
const withOutbox = z.object({ ...base, ...outboxVariables })
const withSender = z.object({ ...base, ...sender })

it('a handler compiles with all ports of its use case and all their variables', () => {
  const asking = step({
    environment: withOutbox,
    ports: (variables, context) => ({
      ...record(variables, context),
      ...tasks(variables, context),
      ...outbox(variables, context),
    }),
    input: AskInput,
    run: ask,
  })
  const watching = lambda({
    environment: withSender,
    ports: (variables, context) => ({ ...record(variables, context), ...messages(variables, context) }),
    run: (ports, _event: unknown) => keepWatch(ports),
  })
  expect([asking, watching]).toHaveLength(2)
})

it('a handler does not compile without a port that its use case needs', () => {
  const asking = step({
    environment: withOutbox,
    ports: (variables, context) => ({ ...record(variables, context), ...tasks(variables, context) }),
    input: AskInput,
    // @ts-expect-error: no outbox
    run: ask,
  })
  const watching = lambda({
    environment: withSender,
    ports: (variables, context) => ({ ...record(variables, context) }),
    // @ts-expect-error: no messages
    run: (ports, _event: unknown) => keepWatch(ports),
  })
  expect([asking, watching]).toHaveLength(2)
})

it('a handler does not compile without a variable that a port needs, an optional one included', () => {
  const asking = step({
    environment: bare,
    ports: (variables, context) => ({
      ...record(variables, context),
      ...tasks(variables, context),
      // @ts-expect-error: no OUTBOX_URGENT_QUEUE_URL
      ...outbox(variables, context),
    }),
    input: AskInput,
    run: ask,
  })
  const watching = lambda({
    environment: bare,
    ports: (variables, context) => ({
      ...record(variables, context),
      // @ts-expect-error: none of the sender's
      ...messages(variables, context),
    }),
    run: (ports, _event: unknown) => keepWatch(ports),
  })
  expect([asking, watching]).toHaveLength(2)
})
