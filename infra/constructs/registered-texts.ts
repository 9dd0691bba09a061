import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Code, LayerVersion } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { textsToRegister } from '../../core/texts/forms/texts-to-register.ts'
import { type RegisteredText, RegisteredTexts } from '../../gateway/registered-texts.ts'
import type { SmsGateway } from '../stages/stages.ts'
import type { ServiceFunction } from './service-function.ts'

const NAME = 'registered-texts.json'
const root = resolve(import.meta.dirname, '../..')

/** Where a function finds the registered texts. */
export const REGISTERED_TEXTS_FILE = `/opt/${NAME}`

export interface Registration {
  readonly registered: readonly RegisteredText[]
  /** Those that a message can be and that have no id yet. */
  readonly missing: readonly string[]
}

/** What the operator of the gateway has approved so far, against what the messages are. */
export const registrationOf = ({
  registeredTexts,
  languages,
}: Pick<SmsGateway, 'registeredTexts' | 'languages'>): Registration => {
  const content: unknown = JSON.parse(readFileSync(resolve(root, registeredTexts, NAME), 'utf8'))
  const registered = RegisteredTexts.parse(content)
  const known = new Set(registered.map(({ text }) => text))
  // A gateway that takes any text has one that is a variable.
  const takesAny = registered.some(({ text }) => /^\{\w+\}$/.test(text))
  const missing = takesAny ? [] : textsToRegister(languages).filter((text) => !known.has(text))
  return { registered, missing }
}

export class TextsNotRegistered extends Error {
  override readonly name = 'TextsNotRegistered'
}

/** Gives the senders the registered texts. @throws TextsNotRegistered, because a message without one is never sent */
export const addRegisteredTexts = (
  scope: Construct,
  gateway: SmsGateway,
  senders: readonly ServiceFunction[],
): void => {
  const { missing } = registrationOf(gateway)
  if (missing.length > 0)
    throw new TextsNotRegistered(
      `${missing.length} texts have no id of the SMS gateway, and would never be sent: 'npm run texts' lists them`,
    )
  const layer = new LayerVersion(scope, 'RegisteredTexts', {
    description: 'Sixclear: the texts that are registered with the SMS gateway',
    code: Code.fromAsset(join(root, gateway.registeredTexts)),
  })
  for (const sender of senders) sender.function.addLayers(layer)
}
