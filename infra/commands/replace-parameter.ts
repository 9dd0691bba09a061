import { GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm'
import { CannotGoOn } from './command-line.ts'

/** A parameter of Parameter Store, by the version that the operator has seen. */
export interface Seen {
  readonly name: string
  readonly version: number
}

const put = async (client: SSMClient, Name: string, Value: string): Promise<number> => {
  const { Version = 0 } = await client.send(
    new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }),
  )
  return Version
}

/**
 * Replaces what was seen; gives the new version. Parameter Store has no condition for a write, but numbers every one:
 * who finds another's in between puts that back. @throws CannotGoOn
 */
export const replaceParameter = async (
  client: SSMClient,
  { name, version: seen }: Seen,
  value: string,
): Promise<number> => {
  const version = await put(client, name, value)
  if (version === seen + 1) return version
  const { Parameter } = await client.send(new GetParameterCommand({ Name: `${name}:${version - 1}` }))
  const theirs = Parameter?.Value
  if (theirs === undefined)
    throw new CannotGoOn(
      `somebody else has changed ${name} at the same time, and version ${version - 1} cannot be read: put it back from aws ssm get-parameter-history --name ${name}`,
    )
  await put(client, name, theirs)
  throw new CannotGoOn(
    `nothing of yours is set: somebody else has changed ${name} at the same time, and theirs (version ${version - 1}) is back. Look at it with this command, then try again`,
  )
}
