import * as z from 'zod/mini'
import { CommunityId } from '../ids.ts'
import type { MachineRole } from './access-role.ts'
import type { Area } from './area.ts'
import type { Grant } from './grant.ts'

const ofScope = new Map<string, MachineRole>([
  ['events.read', 'integrator'],
  ['fhir.read', 'health_office'],
])

/** What another system may be granted, as OAuth writes it: `fhir.read` for the whole district, or for a community. */
export const Scope = z
  .string()
  .check(
    z.regex(
      /^(?:events|fhir)\.read(?:@[a-z0-9][a-z0-9-]{0,39})?$/,
      'expected events.read or fhir.read@qinghe',
    ),
  )

/** Grants from the scopes of a machine's token; before each may stand the resource server that defines it. */
export const grantsOfScopes = (scopes: readonly string[]): Grant[] =>
  scopes.flatMap((scope): Grant[] => {
    const plain = Scope.safeParse(scope.replace(/^sixclear\//, ''))
    const [name = '', community] = plain.success ? plain.data.split('@') : []
    const role = ofScope.get(name)
    if (role === undefined) return []
    const area: Area =
      community === undefined
        ? { within: 'district' }
        : { within: 'community', community: CommunityId.parse(community) }
    return [{ role, area }]
  })
