import type { Area } from '../../core/access/area.ts'
import type { Principal } from '../../core/access/grant.ts'
import { rolesThatMay } from '../../core/access/permissions.ts'
import { type Operation, targetOf } from '../../core/access/policy.ts'
import { inWords } from '../../core/in-words.ts'
import { Forbidden } from '../http/errors.ts'

const listed = (names: readonly string[], last: 'or' | 'and'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`

const areaWords = (area: Area): string => {
  if (area.within === 'district') return 'the whole district'
  return area.within === 'community' ? area.community : `${area.grid} of ${area.community}`
}

const signedInAs = ({ grants }: Principal): string =>
  listed([...new Set(grants.map(({ role, area }) => `${inWords(role)} for ${areaWords(area)}`))], 'and')

/** No role of the caller has this operation anywhere. */
export const notForTheRole = (operation: Operation, principal: Principal): Forbidden => {
  const wide = ['district', 'line'].includes(targetOf(operation)) ? ' for the whole district' : ''
  return new Forbidden(
    `${operation} is for a ${listed(rolesThatMay(operation).map(inWords), 'or')}${wide}: ask one of them. You are signed in as ${signedInAs(principal)}`,
  )
}

/** A role of the caller has it, but not here. */
export const outsideTheArea = (what: string, operation: Operation, principal: Principal): Forbidden =>
  new Forbidden(
    `${what} lies outside your area for ${operation}: ask whoever is responsible there. You are signed in as ${signedInAs(principal)}`,
  )

/** The place is right, but nothing about it was handed to the caller's post. */
export const notHanded = (what: string, principal: Principal): Forbidden =>
  new Forbidden(
    `nothing about ${what} has been handed to you: ask the community administrator. You are signed in as ${signedInAs(principal)}`,
  )
