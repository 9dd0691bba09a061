import { describe, expect, it } from 'vitest'
import { AccessRole, roleOfPost } from '../../../core/access/access-role.ts'
import { type Grant, grantsOfGroups, type Principal } from '../../../core/access/grant.ts'
import {
  grantsAbout,
  grantsFor,
  grantsOn,
  type OwnedMatter,
  operationsOf,
  operationsOn,
  owns,
  personalGrant,
  rolesThatMay,
  wasHanded,
} from '../../../core/access/permissions.ts'
import { Operation, reachOf, targetOf } from '../../../core/access/policy.ts'
import { Role } from '../../../core/community/community.ts'
import { expectedCells } from './expected.ts'
import { grid2, here, linyuan, openMatter, owner, qinghe, settledMatter } from './places.ts'

/** Machines have no groups: one that covers what a reader's group of this area would. */
const machineGrants = (group: string): Grant[] => {
  const [, name = '', where = ''] = /^(integrator|health-office)(.*)$/.exec(group) ?? []
  const role = AccessRole.safeParse(name.replace('-', '_'))
  return role.success
    ? grantsOfGroups([`read-only${where}`]).map((grant) => ({ ...grant, role: role.data }))
    : []
}

const holding = (...groups: string[]): Principal => ({
  sub: 'somebody',
  grants: [...grantsOfGroups(groups), ...groups.flatMap(machineGrants)],
})

const grantOf = (group: string): Grant => {
  const [grant] = grantsOfGroups([group])
  if (grant === undefined) throw new Error(`${group} grants nothing`)
  return grant
}

const groupOf = (role: AccessRole): string => role.replaceAll('_', '-')

const police = owner('police_station', 'station-7')
const worker = owner('grid_worker', 'worker-1')

/** The matter of the example, handed to whoever has this role. */
const handedTo = (role: AccessRole): OwnedMatter[] => {
  const post = Role.safeParse(role)
  return post.success ? [openMatter([owner(post.data, 'somebody-else')])] : []
}

describe('the policy of operations and roles', () => {
  it('has a line for every operation, and a cell for every role', () => {
    expect(expectedCells).toHaveLength(Operation.options.length * AccessRole.options.length)
    expect(new Set(expectedCells.map(({ operation }) => operation)).size).toBe(Operation.options.length)
  })

  it.each(expectedCells)('lets a $role reach by $operation: $reach', ({ operation, role, reach }) => {
    expect(reachOf(operation, role)).toBe(reach)
    expect(rolesThatMay(operation).includes(role)).toBe(reach !== 'no')
  })

  it.each(expectedCells.filter(({ operation }) => ['isolation', 'matter'].includes(targetOf(operation))))(
    'holds a $role to it about somebody: $operation reaches $reach',
    ({ operation, role, reach }) => {
      const may = (where: string, matters: readonly OwnedMatter[]) =>
        grantsAbout(holding(`${groupOf(role)}${where}`), operation, { ...here, matters }).length > 0
      const own = handedTo(role)
      expect(['', '@qinghe', '@qinghe/grid-1'].map((where) => may(where, own))).toEqual(
        Array(3).fill(reach !== 'no'),
      )
      expect(may('@qinghe', [openMatter([owner('hospital', 'clinic')])])).toBe(reach === 'area')
      expect(may('@qinghe', [])).toBe(reach === 'area')
      expect(may('@linyuan', own)).toBe(false)
      expect(may('@qinghe/grid-2', own)).toBe(false)
    },
  )

  it.each(
    expectedCells.filter(({ operation }) =>
      ['community', 'whole_community', 'line'].includes(targetOf(operation)),
    ),
  )('holds a $role to it about a community: $operation reaches $reach', ({ operation, role, reach }) => {
    const may = (where: string) => grantsOn(holding(`${groupOf(role)}${where}`), operation, qinghe).length > 0
    const isAllowed = reach !== 'no'
    expect([may(''), may('@qinghe')]).toEqual([isAllowed, isAllowed])
    expect(may('@qinghe/grid-1')).toBe(isAllowed && targetOf(operation) !== 'whole_community')
    expect([may('@linyuan'), may('@linyuan/grid-1')]).toEqual([false, false])
  })

  it.each(expectedCells.filter(({ operation }) => targetOf(operation) === 'district'))(
    'keeps $operation of a $role for the whole district: $reach',
    ({ operation, role, reach }) => {
      const may = (where: string) => grantsFor(holding(`${groupOf(role)}${where}`), operation).length > 0
      expect([may(''), may('@qinghe')]).toEqual([reach !== 'no', false])
    },
  )

  it('gives the line of everybody to a district, and that of a community to it', () => {
    const line = (group: string, community?: typeof qinghe) =>
      grantsOn(holding(group), 'getNoOneLeftBehind', community).length > 0
    expect([line('read-only'), line('read-only@qinghe')]).toEqual([true, false])
    expect([line('read-only', qinghe), line('read-only@qinghe', qinghe)]).toEqual([true, true])
    expect(line('read-only@qinghe', linyuan)).toBe(false)
  })

  it('asks for no area where nobody in particular is meant', () => {
    expect(grantsOn(holding('police-station@linyuan/grid-1'), 'getMe')).toHaveLength(1)
  })
})

describe('a matter', () => {
  const station = grantOf('police-station@qinghe')

  it('is own to the post on whose rung it stands, and to posts that were told before', () => {
    expect(wasHanded(station, 'x', openMatter([police]))).toBe(true)
    expect(wasHanded(station, 'x', openMatter([worker], [police]))).toBe(true)
    expect(wasHanded(station, 'x', openMatter([worker]))).toBe(false)
  })

  it('stays own after it was settled', () => {
    expect(wasHanded(station, 'x', settledMatter([worker, police]))).toBe(true)
    expect(wasHanded(station, 'x', settledMatter([worker]))).toBe(false)
    expect(wasHanded(station, 'x', settledMatter())).toBe(false)
  })

  it('is own to the very person to whom it was handed, in another role too', () => {
    const matter = openMatter([owner('grid_worker', 'administrator')])
    expect(wasHanded(grantOf('community-administrator@qinghe'), 'administrator', matter)).toBe(true)
    expect(wasHanded(grantOf('community-administrator@qinghe'), 'x', matter)).toBe(false)
    expect(wasHanded(grantOf('read-only@qinghe'), 'administrator', matter)).toBe(false)
  })

  it('is not own to the same post elsewhere', () => {
    expect(wasHanded(grantOf('police-station@linyuan'), 'x', openMatter([police]))).toBe(false)
    expect(wasHanded(grantOf('police-station@qinghe/grid-2'), 'x', openMatter([police]))).toBe(false)
  })

  it('waits for the post on whose rung it stands alone, while it is open', () => {
    expect(owns(station, 'x', openMatter([police]))).toBe(true)
    expect(owns(station, 'x', openMatter([worker], [police]))).toBe(false)
    expect(owns(station, 'x', settledMatter([police]))).toBe(false)
    expect(owns(grantOf('police-station@linyuan'), 'x', openMatter([police]))).toBe(false)
  })

  it('of the hospital is not one of the doctor', () => {
    const matter = openMatter([owner('hospital', 'clinic')])
    expect(wasHanded(grantOf('hospital@qinghe'), 'x', matter)).toBe(true)
    expect(wasHanded(grantOf('doctor@qinghe'), 'x', matter)).toBe(false)
  })
})

describe('name, phone, address and texts', () => {
  const shown = (group: string, matters: readonly OwnedMatter[] = []) =>
    personalGrant(holding(group), { ...here, matters }) !== undefined

  it.each(['community-administrator@qinghe', 'grid-worker@qinghe/grid-1'])(
    'are shown to a %s of the place, and to nobody elsewhere',
    (group) => {
      expect(shown(group)).toBe(true)
      expect(shown(group.replace('qinghe', 'linyuan'))).toBe(false)
    },
  )

  it('are hidden from the worker of another grid', () => {
    expect(shown(`grid-worker@qinghe/${grid2}`)).toBe(false)
  })

  it.each(['street-office', 'doctor', 'police-station'])(
    'are shown to a %s while a matter of theirs is open, and no longer',
    (group) => {
      const own = owner(Role.parse(group.replace('-', '_')), 'somebody-else')
      expect(shown(`${group}@qinghe`, [openMatter([own])])).toBe(true)
      expect(shown(`${group}@qinghe`, [openMatter([worker], [own])])).toBe(true)
      expect(shown(`${group}@qinghe`, [settledMatter([own])])).toBe(false)
      expect(shown(`${group}@qinghe`, [openMatter([worker])])).toBe(false)
      expect(shown(`${group}@qinghe`)).toBe(false)
      expect(shown(`${group}@linyuan`, [openMatter([own])])).toBe(false)
    },
  )

  it.each(['district-administrator', 'read-only'])('are never shown to a %s', (group) => {
    expect(shown(group, [openMatter([police, worker])])).toBe(false)
  })

  it('are shown by the grant that allows it, and the others do not stand in its way', () => {
    const principal = holding('district-administrator', 'read-only@qinghe', 'community-administrator@qinghe')
    expect(personalGrant(principal, { ...here, matters: [] })?.role).toBe('community_administrator')
  })
})

describe('what somebody may do', () => {
  it('is listed with everything that they may do anywhere', () => {
    const may = operationsOf(holding('police-station@qinghe'))
    expect(may).toContain('answerMatter')
    expect(may).not.toContain('listIsolations')
    expect(operationsOf(holding('district-administrator@qinghe'))).not.toContain('publishRuleBook')
    expect(operationsOf(holding('district-administrator'))).toContain('publishRuleBook')
    expect(operationsOf(holding())).toEqual([])
  })

  it('about one isolation or matter names only what is about one', () => {
    const principal = holding('doctor@qinghe')
    const own = { ...here, matters: handedTo('doctor') }
    expect(operationsOn(principal, 'isolation', own)).toEqual(['getIsolation', 'recordReport'])
    expect(operationsOn(principal, 'matter', own)).toEqual(['getMatter', 'answerMatter'])
    expect(operationsOn(principal, 'isolation', { ...here, matters: [] })).toEqual([])
  })

  it('grows with every grant', () => {
    const both = holding('read-only@qinghe', 'street-office@qinghe')
    expect(grantsAbout(both, 'getIsolation', { ...here, matters: [] })).toHaveLength(2)
    expect(grantsAbout(both, 'endIsolation', { ...here, matters: [] })).toHaveLength(1)
  })
})

describe('a post', () => {
  it('signs in as what it is, the hospital as a doctor', () => {
    expect(Role.options.map(roleOfPost)).toEqual([
      'grid_worker',
      'community_administrator',
      'street_office',
      'police_station',
      'doctor',
      'doctor',
    ])
  })
})
