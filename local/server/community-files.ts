import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { Community } from '../../core/community/community.ts'
import { RuleBook } from '../../core/rule-book/rule-book.ts'
import { problemsOf } from '../../api/http/problems.ts'
import { StartFault } from '../command-line/start-fault.ts'

const textOf = (what: string, file: string | URL): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${String(code)})`
    throw new StartFault(`${what} ${String(file)}: ${why}; name another file`)
  }
}

const read = <Schema extends z.ZodMiniType>(
  what: string,
  schema: Schema,
  file: string | URL,
): z.output<Schema> => {
  const text = textOf(what, file)
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error)
    throw new StartFault(`${what} ${String(file)} is no JSON: ${why}; mend it and start again`)
  }
  const parsed = z.safeParse(schema, content)
  if (parsed.success) return parsed.data
  const [first, ...others] = problemsOf(parsed.error, content)
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  throw new StartFault(
    `${what} ${String(file)}: ${first?.field || 'the whole'} is ${first?.found}: ${first?.reason}${more}; mend it and start again`,
  )
}

/** @throws StartFault */
export const readCommunity = (file: string | URL): Community => read('community file', Community, file)

/** @throws StartFault */
export const readRuleBook = (file: string | URL): RuleBook => read('rule book', RuleBook, file)
