import { describe, expect, it } from 'vitest'
import { View } from '../../../core/access/view.ts'

const view = {
  at: '2020-02-15T06:00:00.000Z',
  by: 'staff:worker-1',
  role: 'grid_worker',
  operation: 'getIsolation',
  community: 'qinghe',
  isolations: ['iso-4k2m9x7q3h8w5d6e'],
}

describe('a view of people', () => {
  it('says who looked, in which role, at whom and for what', () => {
    expect(View.parse(view)).toEqual(view)
  })

  it.each([
    ['a role that nobody has', { role: 'neighbour' }],
    ['nobody who was looked at', { isolations: [] }],
    ['a name beside the ids', { name: 'Example Zhang' }],
  ])('is refused with %s', (_, wrong) => {
    expect(View.safeParse({ ...view, ...wrong }).success).toBe(false)
  })
})
