import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { UnknownStage } from '../stages/stages.ts'

/** What was asked cannot be done. The message is for whoever asked: what is wrong, and what to do. */
export class CannotGoOn extends Error {
  override readonly name = 'CannotGoOn'
}

const stop = (why: string): never => {
  console.error(`sixclear: ${why}`)
  process.exit(1)
}

/** What an administrator can mend is one line. A fault of ours keeps its stack trace. */
const stopWith = (error: unknown): never => {
  if (!(error instanceof Error)) return stop(String(error))
  const isOfAws = '$metadata' in error || '$fault' in error || error.name === 'CredentialsProviderError'
  const isOfNetwork = 'code' in error && typeof error.code === 'string' && 'syscall' in error
  if (error instanceof CannotGoOn || error instanceof UnknownStage || isOfNetwork) return stop(error.message)
  if (isOfAws) return stop(`AWS answers ${error.name}: ${error.message}`)
  if (error.message === 'Region is missing')
    return stop('no region is set: set AWS_REGION, or name a profile that has one in AWS_PROFILE')
  return stop(error.stack ?? error.message)
}

/** Of a command: its options, or one line that says which is missing or wrong, and how it is used. */
export const readOptions = <Schema extends z.ZodMiniType>(
  {
    usage,
    options,
    schema,
  }: {
    readonly usage: string
    readonly options: ParseArgsOptionsConfig
    readonly schema: Schema
  },
  args: readonly string[] = process.argv.slice(2),
): z.output<Schema> => {
  const given = (): Record<string, unknown> => {
    try {
      return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } } }).values
    } catch (error) {
      throw new CannotGoOn(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    }
  }
  const { help, ...values } = given()
  if (help === true) {
    console.log(usage)
    process.exit(0)
  }
  const parsed = z.safeParse(schema, values)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0])
    if (values[name] === undefined) return `--${name} is missing`
    const why = message === 'Invalid input' ? '' : `: ${message}`
    return `--${name} cannot be ${JSON.stringify(values[name])}${why}`
  })
  throw new CannotGoOn(`${problems.join('; ')}\n\n${usage}`)
}

/** From here on the process is this command. */
export const beginCommand = (): void => {
  process.on('uncaughtException', stopWith)
}
