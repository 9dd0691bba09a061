import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) }),
  ),
})
type Resource = z.infer<typeof Template>['Resources'][string]

/** What the emulator does not know. Nothing refers to these, so the rest is what it would be. */
const unknownToTheEmulator: readonly { readonly what: string; readonly is: (of: Resource) => boolean }[] = [
  { what: 'saved queries', is: ({ Type }) => Type === 'AWS::Logs::QueryDefinition' },
  {
    what: 'alarms that calculate',
    is: ({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'] !== undefined,
  },
]

/** The emulator is spoken to in plain HTTP, on loopback: what is denied for that must not be denied here. */
const withoutEncryptionOnTheWay = (key: string, value: unknown): unknown =>
  key === 'Condition' && JSON.stringify(value) === '{"Bool":{"aws:SecureTransport":"false"}}'
    ? { StringEquals: { 'aws:SourceAccount': 'nobody' } }
    : value

const ROLES: ReadonlySet<string> = new Set(['assumeRoleArn', 'cloudFormationExecutionRoleArn', 'lookupRole'])

/** The emulator's root deploys: how its roles for deployers work is no matter of ours. */
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

/** Synthesises a stage as for AWS and takes out what the emulator cannot make. */
export const assemble = (folder: string, stage: string): Assembly => {
  rmSync(folder, { recursive: true, force: true })
  execFileSync('cdk', ['synth', '--quiet', '--output', folder, '--context', `stage=${stage}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const withheld: Record<string, number> = {}
  let resources = 0
  for (const name of [`sixclear-${stage}-data`, `sixclear-${stage}`]) {
    const path = join(folder, `${name}.template.json`)
    const template = Template.parse(JSON.parse(readFileSync(path, 'utf8'), withoutEncryptionOnTheWay))
    for (const [id, resource] of Object.entries(template.Resources)) {
      const unknown = unknownToTheEmulator.find(({ is }) => is(resource))
      if (unknown === undefined) {
        resources += 1
        continue
      }
      delete template.Resources[id]
      withheld[unknown.what] = (withheld[unknown.what] ?? 0) + 1
    }
    writeFileSync(path, JSON.stringify(template))
    withoutDeployersRoles(join(folder, `${name}.assets.json`))
  }
  withoutDeployersRoles(join(folder, 'manifest.json'))
  return { folder, resources, withheld }
}
