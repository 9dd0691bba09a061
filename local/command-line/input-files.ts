import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { problemsOf } from '../../api/http/problems.ts'
import { Community } from '../../core/community/community.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { RuleBook } from '../../core/rule-book/rule-book.ts'
import { type Webhook, Webhooks } from '../events/webhook-settings.ts'
import { fileErrorText, InputError } from './input-error.ts'

const EXAMPLE_COMMUNITY = fileURLToPath(new URL('../../examples/community.json', import.meta.url))

/** `what`: what the file should be, such as `roster`. @throws InputError */
export const readInputFile = (path: string, what?: string): Buffer => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new InputError(`${what === undefined ? '' : `${what} file `}${path}: ${fileErrorText(error)}`)
  }
}

const readJson = <Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  what: string,
): z.output<Schema> => {
  const text = readInputFile(path, what).toString('utf8')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error)
    throw new InputError(`${what} file ${path}: this is no JSON: ${why}; mend it, or name another file`)
  }
  const parsed = z.safeParse(schema, json)
  if (parsed.success) return parsed.data
  const problems = problemsOf(parsed.error, json)
  const [first] = problems
  const places = problems.length === 1 ? '1 place' : `${problems.length} places, first`
  throw new InputError(
    `${what} file ${path}: this is no ${what}: at ${places}: ${first?.field || 'the whole'} is ${first?.found}: ${first?.reason}; mend it, or name another file`,
  )
}

/** Default: the example. @throws InputError */
export const readCommunity = (path: string = EXAMPLE_COMMUNITY): Community =>
  readJson(path, Community, 'community')

/** Other systems that are called with each event. Default: none. @throws InputError */
export const readWebhooks = (path: string | undefined): readonly Webhook[] =>
  path === undefined ? [] : readJson(path, Webhooks, 'list of webhooks')

/** Default: the built-in one. @throws InputError */
export const readRuleBook = (path: string | undefined): RuleBook =>
  path === undefined ? defaultRuleBook : readJson(path, RuleBook, 'rule book')
