import { join } from 'node:path'
import { argv, env, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { Scope } from '../core/access/scope.ts'
import { InputError } from './command-line/input-error.ts'
import { readSecret } from './data-folder/secret-file.ts'
import { TOKEN } from './sign-in/discovery.ts'
import { type Machine, machineSecret } from './sign-in/machine-secret.ts'

const USAGE = `Credentials for another system: npm run -s machine -- --client NAME --scope 'SCOPE ...' [--data DIR]

  --client NAME   how the log of views names it: letters, digits and . _ -
  --scope SCOPES  events.read and fhir.read, each for the district or for a community: events.read@qinghe
  --data DIR      the folder of the record (default .sixclear); npm start makes it

Environment: PORT, as it was given to npm start (default 3000).
`

const parse = () => {
  try {
    return parseArgs({
      args: argv.slice(2),
      options: {
        client: { type: 'string' },
        scope: { type: 'string' },
        data: { type: 'string', default: '.sixclear' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch {
    throw new InputError(`the arguments cannot be read.\n\n${USAGE}`)
  }
}

/** @throws InputError */
const machineOf = ({ client = '', scope = '' }: Partial<Machine>): Machine => {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(client)) throw new InputError(`--client: expected a name.\n\n${USAGE}`)
  const wrong = scope.split(' ').find((one) => !Scope.safeParse(one).success)
  if (wrong !== undefined) throw new InputError(`--scope: "${wrong}" is no scope.\n\n${USAGE}`)
  return { client, scope }
}

const run = (): string => {
  const { data, help, ...given } = parse()
  if (help) return USAGE
  const machine = machineOf(given)
  const owner = readSecret(join(data, 'token'))
  if (owner === undefined)
    throw new InputError(`${data} has no token: run npm start first, or name the folder`)
  return [
    `client_id=${machine.client}`,
    `client_secret=${machineSecret(owner, machine)}`,
    `scope=${machine.scope}`,
    `token_endpoint=http://127.0.0.1:${env['PORT'] ?? '3000'}${TOKEN}`,
    '',
  ].join('\n')
}

try {
  stdout.write(run())
} catch (error) {
  if (!(error instanceof InputError)) throw error
  stderr.write(`sixclear: ${error.message}\n`)
  process.exitCode = 1
}
