import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import * as z from 'zod/mini'
import { addStage, type Deployed } from '../../infra/stacks/add-stage.ts'
import { type SmsGateway, type Stage, stageNamed } from '../../infra/stages/stages.ts'

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) })

const { context } = CdkJson.parse(
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../cdk.json'), 'utf8')),
)

export interface Synthesised extends Deployed {
  readonly app: App
  readonly dataTemplate: Template
  readonly serviceTemplate: Template
  readonly observabilityTemplate: Template
}

/** As in China: messages by a gateway that takes any text, staff of another issuer, no CloudFront. */
export const withGateway = (gateway: Partial<SmsGateway> = {}): Stage => {
  const dev = stageNamed('dev')
  return {
    ...dev,
    sms: {
      ...dev.sms,
      byAws: false,
      gateway: {
        endpoint: 'https://dysmsapi.aliyuncs.com',
        signatures: ['六清防控'],
        languages: ['zh-CN', 'en'],
        registeredTexts: 'test/infra/any-text',
        callbacks: 'signature',
        ...gateway,
      },
    },
    identity: { by: 'oidc', issuer: 'https://id.example.cn', audience: ['sixclear'], clientId: 'console' },
    console: { by: 'none' },
  }
}

const known = new Map<string, Synthesised>()

/** A synthesised stage without the code of functions and console, made once for all tests: they only read it. */
export const synthesised = (stage: Stage = stageNamed('dev')): Synthesised => {
  const key = JSON.stringify(stage)
  const made = known.get(key) ?? synthesise(stage)
  known.set(key, made)
  return made
}

/** The same, and nobody else's. */
export const synthesise = (stage: Stage = stageNamed('dev'), urgent = false): Synthesised => {
  const app = new App({ context: { ...context } })
  const deployed = addStage(
    app,
    stage,
    {
      codeOf: () => Code.fromInline('export const handler = () => {}'),
      release: {
        commit: '0123456789ab',
        committedAt: '2026-11-30T08:00:00+00:00',
        changed: false,
        workflows: { isolation: 'a', escalation: 'b' },
        decider: 1,
        ruleBook: 1,
        shapes: {},
      },
      consoleFolder: () => resolve(import.meta.dirname, 'a-console'),
    },
    urgent,
  )
  return {
    app,
    ...deployed,
    dataTemplate: Template.fromStack(deployed.data),
    serviceTemplate: Template.fromStack(deployed.service),
    observabilityTemplate: Template.fromStack(deployed.observability),
  }
}
