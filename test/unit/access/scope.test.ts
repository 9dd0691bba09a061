import { describe, expect, it } from 'vitest'
import { grantsOfGroups } from '../../../core/access/grant.ts'
import { grantsOfScopes } from '../../../core/access/scope.ts'

describe('a scope of another system', () => {
  it.each([
    ['events.read', { role: 'integrator', area: { within: 'district' } }],
    ['events.read@qinghe', { role: 'integrator', area: { within: 'community', community: 'qinghe' } }],
    [
      'sixclear/fhir.read@qinghe',
      { role: 'health_office', area: { within: 'community', community: 'qinghe' } },
    ],
  ])('%s grants its role, as far as it says', (scope, grant) => {
    expect(grantsOfScopes([scope])).toEqual([grant])
  })

  it.each([
    'openid',
    'events.write',
    'events.read@',
    'events.read@qinghe/grid-1',
    'other/events.read',
    'eventsxread',
    'district-administrator',
    '',
  ])('%j grants nothing', (scope) => {
    expect(grantsOfScopes([scope])).toEqual([])
  })

  it.each(['integrator', 'integrator@qinghe', 'health-office', 'events.read'])(
    'is no group of a person: %s',
    (group) => {
      expect(grantsOfGroups([group])).toEqual([])
    },
  )
})
