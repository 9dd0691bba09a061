import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) }),
  ),
})
const Origin = z.looseObject({
  DomainName: z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
  CustomOriginConfig: z.unknown(),
})
type Resource = z.infer<typeof Template>['Resources'][string]

/** Resources that the emulator does not support. Nothing refers to them. */
const unknownToTheEmulator: readonly { readonly what: string; readonly is: (of: Resource) => boolean }[] = [
  { what: 'saved queries', is: ({ Type }) => Type === 'AWS::Logs::QueryDefinition' },
  {
    what: 'alarms that calculate',
    is: ({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'] !== undefined,
  },
  { what: "the CDK's emptying of buckets", is: ({ Type }) => Type === 'Custom::S3AutoDeleteObjects' },
  { what: 'sets by which receipts come', is: ({ Type }) => Type === 'AWS::SMSVOICE::ConfigurationSet' },
  { what: 'styles of the sign-in page', is: ({ Type }) => Type === 'AWS::Cognito::ManagedLoginBranding' },
]

/** The emulator uses plain HTTP on loopback, so the denial of plain HTTP is removed. */
const withoutEncryptionOnTheWay = (key: string, value: unknown): unknown =>
  key === 'Condition' && JSON.stringify(value) === '{"Bool":{"aws:SecureTransport":"false"}}'
    ? { StringEquals: { 'aws:SourceAccount': 'nobody' } }
    : value

/** The emulator's CloudFront cannot reach amazonaws.com: it finds the API on its own port, by a path. */
const withApiOnItsOwnPort =
  (endpoint: string) =>
  (_key: string, value: unknown): unknown => {
    const { data } = Origin.safeParse(value)
    const [api, words] = data?.DomainName['Fn::Join'][1] ?? []
    if (data === undefined || words !== '.execute-api.') return value
    const { hostname, port } = new URL(endpoint)
    return {
      ...data,
      DomainName: hostname,
      OriginPath: { 'Fn::Join': ['', ['/_aws/execute-api/', api, '/$default']] },
      CustomOriginConfig: { HTTPPort: Number(port), OriginProtocolPolicy: 'http-only' },
    }
  }

const Reference = z.strictObject({ Ref: z.string().check(z.regex(/^LookupsSecret/)) })

/** In the emulator a reference to a secret is its name, and not its ARN as on AWS. */
const withSecretsByArn = (_key: string, value: unknown): unknown => {
  const { data } = Reference.safeParse(value)
  return data === undefined ? value : { 'Fn::GetAtt': [data.Ref, 'Arn'] }
}

/** The emulator's timer takes no expression, and ends the execution. */
const withFixedTimeouts = (key: string, value: unknown): unknown =>
  key === 'DefinitionString' && typeof value === 'string'
    ? value.replaceAll('"{% $next.seconds %}"', '3600')
    : value

const AnswerTasks = z.looseObject({ Sid: z.literal('AnswerTasks') })

/** In the emulator a task token belongs to no state machine. */
const withTokensOfAnyMachine = (_key: string, value: unknown): unknown => {
  const { data } = AnswerTasks.safeParse(value)
  return data === undefined ? value : { ...data, Resource: '*' }
}

/** The emulator asks for a permission of its own to send several messages in one call. AWS knows no such action. */
const withBatches = (key: string, value: unknown): unknown =>
  key === 'Action' && [value].flat().includes('sqs:SendMessage')
    ? [value, 'sqs:SendMessageBatch'].flat()
    : value

/**
 * The CDK's function looks for its layer under /opt, which on this machine is not ours, and lets the command in it say on
 * the function's own output how far it is.
 */
const withLayersWhereTheyAre = (folder: string): void => {
  for (const asset of readdirSync(folder)) {
    const path = join(folder, asset, 'index.py')
    if (!existsSync(path)) continue
    const text = readFileSync(path, 'utf8')
    const moved = text
      .replace('"/opt/awscli/aws"', "os.environ['_LAMBDA_LAYERS_DIRS'] + '/awscli/aws'")
      .replace('check_call([aws] + list(args))', "check_call(['python3', aws] + list(args), stdout=2)")
    writeFileSync(path, moved)
  }
}

const ROLES: ReadonlySet<string> = new Set(['assumeRoleArn', 'cloudFormationExecutionRoleArn', 'lookupRole'])

/** The emulator's root user deploys: its deployment roles are not tested. */
const withoutDeployersRoles = (path: string): void => {
  const text = readFileSync(path, 'utf8')
  const kept: unknown = JSON.parse(text, (key, value) => (ROLES.has(key) ? undefined : value))
  writeFileSync(path, JSON.stringify(kept))
}

export interface Assembly {
  readonly folder: string
  readonly resources: number
  /** What was taken out, and how many of each. */
  readonly withheld: Readonly<Record<string, number>>
}

/** The templates before anything is changed for the emulator. */
export const asSynthesised = (folder: string): string => `${folder}-as-synthesised`

/** Synthesises a stage as for AWS and takes out what the emulator cannot make. */
export const assemble = (folder: string, stage: string, endpoint: string): Assembly => {
  for (const old of [folder, asSynthesised(folder)]) rmSync(old, { recursive: true, force: true })
  execFileSync('cdk', ['synth', '--quiet', '--output', folder, '--context', `stage=${stage}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  cpSync(folder, asSynthesised(folder), { recursive: true })
  const withheld: Record<string, number> = {}
  let resources = 0
  for (const name of [`sixclear-${stage}-data`, `sixclear-${stage}`, `sixclear-${stage}-observability`]) {
    const path = join(folder, `${name}.template.json`)
    const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8'), withoutEncryptionOnTheWay))
    const reachable = JSON.stringify(JSON.parse(text, withApiOnItsOwnPort(endpoint)))
    const sending = JSON.stringify(JSON.parse(reachable, withBatches))
    const answering = JSON.stringify(JSON.parse(sending, withTokensOfAnyMachine))
    const timed = JSON.stringify(JSON.parse(answering, withFixedTimeouts))
    const template = Template.parse(JSON.parse(timed, withSecretsByArn))
    for (const [id, resource] of Object.entries(template.Resources)) {
      const unknown = unknownToTheEmulator.find(({ is }) => is(resource))
      if (unknown === undefined) {
        resources += 1
        // Without this, a function that ends without an answer is waited for for an hour.
        if (resource.Type.startsWith('Custom::'))
          resource.Properties = { ...resource.Properties, ServiceTimeout: 120 }
        continue
      }
      delete template.Resources[id]
      withheld[unknown.what] = (withheld[unknown.what] ?? 0) + 1
    }
    writeFileSync(path, JSON.stringify(template))
    withoutDeployersRoles(join(folder, `${name}.assets.json`))
  }
  withoutDeployersRoles(join(folder, 'manifest.json'))
  withLayersWhereTheyAre(folder)
  return { folder, resources, withheld }
}
