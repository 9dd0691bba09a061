/**
 * Deploys the synthesised development stage into an emulator on loopback and tries what no assertion on a template can
 * show. The emulator asks every role for its permissions: a statement that is missing fails here.
 * What it does not prove: timers, retries and JSONata of Step Functions (the emulator is no oracle for them; the local
 * Step Functions and its tests are), conditions on keys, quotas, encryption on the way, the look of the sign-in and its
 * second factor, what CloudFront keeps and for how long, and that a text reaches a phone.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DescribeExecutionCommand, GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { makeStore } from '../../aws/dynamodb/dynamo-store.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { functionNames } from '../../infra/bundles/grants.ts'
import { readInbound } from '../../record/inbound-repository.ts'
import { inboundKey } from '../../record/keys.ts'
import { asSynthesised, assemble } from './assembly.ts'
import { allowPlainHttp, functionNamesAt, invoke, REGION, send } from './calls.ts'
import { install, startEmulator } from './emulator.ts'
import { messagesProvider } from './messages-provider.ts'
import { payloads } from './payloads.ts'
import { atTheEdge, tryOtherDoors, tryPages, trySettings } from './served-console.ts'
import { hire, signIn, tryToMisuse } from './sign-in.ts'

const root = resolve(import.meta.dirname, '../..')
const work = join(root, '.sixclear', 'deployment')
const PHONE = '+8613800000101'

let proofs = 0
const prove = async <Result>(what: string, how: () => Promise<Result>): Promise<Result> => {
  const began = performance.now()
  try {
    const result = await how()
    proofs += 1
    console.log(`  proved  ${what} (${Math.round(performance.now() - began)} ms)`)
    return result
  } catch (error) {
    console.error(`  failed  ${what}`)
    throw error
  }
}

/** Asks repeatedly until there is an answer. */
const eventually = async <Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> => {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const found = await look()
    if (found !== undefined) return found
    await pause(250)
  }
  throw new assert.AssertionError({ message: `${what}: not within half a minute` })
}

const provider = await messagesProvider()
const emulator = await startEmulator(join(root, '.sixclear', 'ministack'), provider.url)
const { endpoint } = emulator
const { folder, resources, withheld } = assemble(join(work, 'assembly'), 'dev', endpoint)
Object.assign(process.env, {
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
})
delete process.env['AWS_PROFILE']
delete process.env['AWS_SESSION_TOKEN']

/** What it says is kept for the case that it fails. */
const cdk = (...args: readonly string[]): void => {
  const { status, stdout, stderr } = spawnSync('cdk', [...args], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`cdk ${args[0]} failed\n${stdout}\n${stderr}`)
}

const Outputs = z.object({
  'sixclear-dev-data': z.looseObject({
    TableName: z.string(),
    LookupSecretArn: z.string(),
    UserPoolId: z.string(),
    TokenIssuer: z.string(),
  }),
  'sixclear-dev': z.looseObject({
    ConsoleUrl: z.string(),
    ConsoleClientId: z.string(),
    ApiUrl: z.string(),
    TwoWayTopicArn: z.string(),
    SmokeTestFunction: z.string(),
    ReceiptsTopicArn: z.string(),
    IsolationWorkflowArn: z.string(),
  }),
})

console.log(`the emulator listens on ${endpoint}, its log is ${emulator.log}`)
for (const [what, count] of Object.entries(withheld))
  console.log(`  left out, the emulator does not know them: ${count} ${what}`)

/** Dependencies that the CDK writes twice; and a rule that knows no substitutions and no JSONata in a definition. */
const LEFT_OUT = ['W3005', 'E3601']

try {
  await prove('cfn-lint finds nothing in the templates', async () => {
    const linter = join(dirname(install(join(root, '.sixclear', 'ministack'))), 'cfn-lint')
    const templates = join(asSynthesised(folder), '*.template.json')
    const found = spawnSync(linter, ['--ignore-checks', ...LEFT_OUT, '--', templates], {
      encoding: 'utf8',
    })
    assert.equal(found.status, 0, found.stdout + found.stderr)
  })
  const outputsFile = join(work, 'outputs.json')
  const outputs = await prove(`the three stacks deploy: ${resources} resources`, async () => {
    cdk('bootstrap', `aws://000000000000/${REGION}`)
    await allowPlainHttp(endpoint, `cdk-hnb659fds-assets-000000000000-${REGION}`)
    cdk('deploy', '--all', '--app', folder, '--require-approval', 'never', '--outputs-file', outputsFile)
    return Outputs.parse(JSON.parse(readFileSync(outputsFile, 'utf8')))
  })
  const { TableName, LookupSecretArn, TokenIssuer, UserPoolId } = outputs['sixclear-dev-data']
  const { ApiUrl, ConsoleUrl, ConsoleClientId, TwoWayTopicArn, IsolationWorkflowArn, SmokeTestFunction } =
    outputs['sixclear-dev']
  const apiUrl = `${ApiUrl.replace(/^https?/, 'http').replace(/:\d+$/, '')}:${new URL(endpoint).port}`

  await prove('every bundle loads, has its variables and its permissions, and answers', async () => {
    const deployed = (await functionNamesAt(endpoint)).filter((name) =>
      name.startsWith('sixclear-dev-Functions'),
    )
    assert.equal(deployed.length, functionNames.length)
    for (const name of functionNames) {
      const start = `sixclear-dev-Functions${name.replaceAll('-', '')}Function`
      const found = deployed.filter((other) => other.startsWith(start))
      assert.equal(found.length, 1, `one function is ${name}`)
      const { payload, expected } = payloads[name]
      const { failed, answer } = await invoke(endpoint, `${found[0]}:live`, payload)
      assert.equal(failed, 'fails' in expected, `${name}: ${JSON.stringify(answer)}`)
      assert.match(JSON.stringify(answer), 'fails' in expected ? expected.fails : expected.says, name)
    }
  })

  await prove('an empty record is told of its community', async () => {
    const script = join(root, 'infra', 'commands', 'settle.ts')
    const community = join(root, 'examples', 'community.json')
    const told = ['--table', TableName, '--lookups', LookupSecretArn, '--community', community]
    execFileSync(process.execPath, [script, ...told], {
      stdio: 'pipe',
    })
  })

  await prove('the API refuses who has no token, and one that is not ours', async () => {
    assert.equal((await send(`${apiUrl}/communities`)).status, 401)
    const headers = { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }
    assert.equal((await send(`${apiUrl}/communities`, { headers })).status, 401)
  })

  const edge = atTheEdge(endpoint, ConsoleUrl)
  await prove(
    'the console is served, each file with its headers and none of them for long but what is named by its content',
    () => tryPages(edge),
  )
  await prove('its settings name this stage, and are those of no local system', () =>
    trySettings(edge, { stage: 'dev', issuer: TokenIssuer, clientId: ConsoleClientId }),
  )
  await prove('there is no way to it but by TLS, and no way to its bucket', () =>
    tryOtherDoors(endpoint, edge),
  )

  const pool = { id: UserPoolId, client: ConsoleClientId, consoleUrl: ConsoleUrl }
  const authorization = await prove(
    'a member of the staff signs in by a code that nobody else can use',
    async () => {
      await hire(endpoint, pool, 'administrator', 'community-administrator@qinghe')
      await tryToMisuse(endpoint, pool, 'administrator')
      return { authorization: `Bearer ${await signIn(endpoint, pool, 'administrator')}` }
    },
  )

  await prove('the API answers them under /api, as far as their groups go', async () => {
    const { status, text } = await edge.get('/api/communities', authorization)
    assert.equal(status, 200, text)
    assert.match(text, /"qinghe"/)
    assert.equal((await edge.get('/api/strangers', authorization)).status, 403)
    assert.equal((await edge.get('/api/communities')).status, 401)
  })

  await prove('and refuses who is neither in a group nor in a post', async () => {
    await hire(endpoint, pool, 'nobody')
    const headers = { authorization: `Bearer ${await signIn(endpoint, pool, 'nobody')}` }
    const { status, text } = await edge.get('/api/communities', headers)
    assert.equal(status, 403, text)
  })

  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format()
  const isolation = await prove('a registration is recorded', async () => {
    const { status, text } = await send(`${apiUrl}/communities/qinghe/isolations`, {
      method: 'POST',
      headers: { ...authorization, 'content-type': 'application/json' },
      body: {
        person: { name: '样例·王明', phone: PHONE },
        address: { grid: 'grid-1', building: '3', unit: '2', room: '501' },
        category: 'key_area',
        arrivedAt: { date: today },
      },
    })
    assert.equal(status, 201, text)
    return z.parse(z.object({ isolation: z.string() }), JSON.parse(text)).isolation
  })

  const states = new SFNClient({})
  const executionArn = `${IsolationWorkflowArn.replace(':stateMachine:', ':execution:')}:${isolation}-1`
  await prove('and starts its execution, which calls its first step', async () => {
    const { input = '' } = await states.send(new DescribeExecutionCommand({ executionArn }))
    assert.deepEqual(JSON.parse(input), { isolationId: isolation, generation: 1 })
    await eventually('the first step', async () => {
      const { events = [] } = await states.send(new GetExecutionHistoryCommand({ executionArn }))
      return events.find(({ stateEnteredEventDetails: entered }) => entered?.name === 'Welcome the returnee')
    })
  })

  await prove('a new key of the lookups is announced, and people go on being found', async () => {
    const rotate = ['--table', TableName, '--lookups', LookupSecretArn]
    const said = execFileSync(process.execPath, [join(root, 'infra', 'commands', 'rotate.ts'), ...rotate], {
      encoding: 'utf8',
    })
    assert.match(said, /^A new key is announced/m)
    assert.doesNotMatch(said, /[A-Za-z0-9]{40}/)
  })

  const store = makeStore({
    client: DynamoDBDocumentClient.from(new DynamoDBClient({})),
    tableName: TableName,
    clock: systemClock,
  })
  await prove('a text goes from the topic over the queue and the function into the table', async () => {
    const inboundMessageId = randomUUID()
    await new SNSClient({}).send(
      new PublishCommand({
        TopicArn: TwoWayTopicArn,
        Message: JSON.stringify({
          originationNumber: PHONE,
          destinationNumber: '+8610000000000',
          messageKeyword: 'KEYWORD',
          messageBody: '36.5',
          inboundMessageId,
          previousPublishedMessageId: randomUUID(),
        }),
      }),
    )
    const inbound = await eventually('the text in the record', async () => {
      const item = await store.get(inboundKey(inboundMessageId))
      const known = item === undefined ? undefined : readInbound(item)
      return known?.state === 'recorded' ? known : undefined
    })
    assert.equal(inbound.isolation, isolation)
  })

  const texts = async () =>
    (await store.query({ pk: `ISOLATION#${isolation}`, sk: { prefix: 'MESSAGE#' } })).items
  const sent = await prove(
    'texts to phones go through the outbox to their function and are marked as sent',
    () => eventually('a sent text', async () => (await texts()).find(({ body }) => body['state'] === 'sent')),
  )

  await prove('a receipt goes from its topic over the queue and the function to its text', async () => {
    const key = String(sent.body['key'])
    await new SNSClient({}).send(
      new PublishCommand({
        TopicArn: outputs['sixclear-dev'].ReceiptsTopicArn,
        Message: JSON.stringify({
          eventType: 'TEXT_DELIVERED',
          eventTimestamp: Date.now(),
          isFinal: true,
          destinationPhoneNumber: '+8613800000101',
          messageId: 'text-1',
          context: { key: `${isolation}/${key}` },
        }),
      }),
    )
    await eventually('the receipt in the record', async () =>
      (await texts()).find(({ body }) => body['key'] === key && body['delivery'] !== undefined),
    )
  })

  await prove('the smoke test asks, hears and follows somebody who does not exist', async () => {
    const { failed, answer } = await invoke(endpoint, `${SmokeTestFunction}:live`, {})
    assert.equal(failed, false, JSON.stringify(answer))
    assert.match(JSON.stringify(answer), /"seconds":\d+/)
  })

  await prove('a running isolation moves to a new generation, as after a new workflow text', async () => {
    const names = await functionNamesAt(endpoint)
    const mover = names.find((name) => name.startsWith('sixclear-dev-Functionsmoveexecutions'))
    const all = { before: '2999-01-01T00:00:00.000Z', perSecond: 5, not: [], cursor: null, moved: 0 }
    const asked = { workflow: 'isolation', zone: 'Asia/Shanghai', ...all }
    const { failed, answer } = await invoke(endpoint, `${mover}:live`, asked)
    assert.equal(failed, false, JSON.stringify(answer))
    assert.deepEqual(answer, { do: 'end', cursor: null, moved: 1 })
    const second = executionArn.replace(/-1$/, '-2')
    const { input = '' } = await states.send(new DescribeExecutionCommand({ executionArn: second }))
    assert.deepEqual(JSON.parse(input), { isolationId: isolation, generation: 2 })
  })

  await prove('no execution has kept whom it is about, nor has any log that the emulator shows', async () => {
    const emulatorsOwn = /^\d{4}-\d{2}-\d{2} [\d:]+ [A-Z]+ \[/
    const logged = readFileSync(emulator.log, 'utf8')
      .split('\n')
      .filter((line) => !emulatorsOwn.test(line))
      .join('\n')
    assert.match(logged, /"message":"sweep\.part-done"/)
    const { events = [] } = await states.send(new GetExecutionHistoryCommand({ executionArn }))
    const personal = /13800000101|王明|3-2-501|\b36\.5(?!\d)/
    assert.doesNotMatch(logged, personal)
    assert.doesNotMatch(JSON.stringify(events), personal)
  })

  await prove('the stage can be taken away again', async () => {
    cdk('destroy', '--all', '--app', folder, '--force')
    assert.deepEqual(await functionNamesAt(endpoint), [])
  })
} finally {
  await emulator.stop()
  provider.close()
}
console.log(
  `${proofs} proofs. Not proved here: timers, retries, JSONata, KMS, quotas, TLS, MFA, a text on a phone.`,
)
