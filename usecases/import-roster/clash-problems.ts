import type { Clash } from '../../core/identity/who-is-who.ts'
import type { RosterProblem } from './read-registrations.ts'

const told = ({ type, isolation }: Clash): string => {
  const or = `write another person, or same as ${isolation}, into a column decision`
  switch (type) {
    case 'same_document':
      return `this document is known under another name: ${or}`
    case 'same_phone':
      return `this phone is known under another name at another door: ${or}`
    case 'other_document':
      return `this name is known with another document: ${or}`
    case 'former_name':
      return `somebody was entered under this name by mistake: ${or}`
  }
}

const columnOf = (type: Clash['type']): 'phone' | 'document_number' | 'name' => {
  if (type === 'former_name') return 'name'
  return type === 'same_phone' ? 'phone' : 'document_number'
}

/** A clash that a person has to decide, as a problem of a cell. */
export const clashProblem = (clash: Clash): RosterProblem => ({
  column: columnOf(clash.type),
  reason: told(clash),
})

/** The same with an earlier row, which has no isolation yet. */
export const clashWithRow = (type: Clash['type'], row: number): RosterProblem => ({
  column: columnOf(type),
  reason: `clashes with row ${row}: write another person into a column decision, if that is so`,
})
