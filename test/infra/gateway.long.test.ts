import { execFileSync } from 'node:child_process'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { registrationOf, TextsNotRegistered } from '../../infra/constructs/registered-texts.ts'
import { synthesise, synthesised, withGateway } from './a-stage.ts'

describe('a stage with an SMS gateway', () => {
  const { serviceTemplate, dataTemplate } = synthesised(withGateway())

  it('names nothing of the SMS service of AWS', () => {
    expect(JSON.stringify(serviceTemplate.toJSON())).not.toMatch(/sms-voice/)
  })

  it('takes callbacks at an address of their own, throttled, with a log that has no path', () => {
    const routes = Object.values(serviceTemplate.findResources('AWS::ApiGatewayV2::Route'))
      .map(({ Properties }) => Properties)
      .filter(({ AuthorizationType }) => AuthorizationType !== 'JWT')
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([
      'GET /marks/{community}/{channel}',
      'POST /receipts',
      'POST /texts',
    ])
    serviceTemplate.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: Match.objectLike({ ThrottlingRateLimit: 40, ThrottlingBurstLimit: 80 }),
      AccessLogSettings: Match.objectLike({
        Format: Match.not(Match.stringLikeRegexp('context.path|sourceIp')),
      }),
    })
  })

  it('has a secret part in the address where the gateway cannot sign', () => {
    const { serviceTemplate: unsigned } = synthesised(withGateway({ callbacks: 'token' }))
    unsigned.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'POST /texts/{token}' })
  })

  it('keeps the access key in a secret that the template does not know', () => {
    dataTemplate.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: Match.objectLike({ GenerateStringKey: 'callbackSecret', PasswordLength: 64 }),
    })
  })

  it('gives senders the gateway and the registered texts, and no other function', () => {
    const functions = Object.values(serviceTemplate.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties,
    )
    const senders = functions.filter(({ Layers }) => Layers !== undefined)
    expect(senders).toHaveLength(3)
    for (const { Environment } of senders)
      expect(Environment.Variables).toMatchObject({
        SMS_BY_AWS: 'no',
        SMS_GATEWAY_ENDPOINT: 'https://dysmsapi.aliyuncs.com',
        SMS_GATEWAY_SIGNATURES: '六清防控',
        SMS_REGISTERED_TEXTS: '/opt/registered-texts.json',
      })
    const others = functions.filter(({ Layers }) => Layers === undefined)
    expect(JSON.stringify(others.map(({ Environment }) => Environment))).not.toContain('SMS_REGISTERED_TEXTS')
  })

  it('is not made while a text has no id there: its messages would never be sent', () => {
    const registeredTexts = 'test/infra/few-texts'
    expect(() => synthesise(withGateway({ registeredTexts }))).toThrow(TextsNotRegistered)
    const { registered, missing } = registrationOf({ registeredTexts, languages: ['zh-CN'] })
    expect(registered).toHaveLength(1)
    expect(missing.length).toBeGreaterThan(100)
    expect(missing).not.toContain(registered[0]?.text)
  })

  it('has a command that prints what is to be registered, as gateways write it', () => {
    const printed = execFileSync(process.execPath, ['infra/commands/texts.ts'], { encoding: 'utf8' })
    expect(printed).toContain(
      `-\t${'请量{slot}体温，{closes}前回复数字，如36.5。哪里不舒服也请写上。'.replaceAll('{', '${')}\n`,
    )
  })
})
