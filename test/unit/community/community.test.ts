import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { Community, gridOf, postsOf, Role, staffFor } from '../../../core/community/community.ts'
import { GridId } from '../../../core/ids.ts'
import { Registration } from '../../../core/person/registration.ts'

const example = Community.parse(
  JSON.parse(readFileSync(new URL('../../../examples/community.json', import.meta.url), 'utf8')),
)
const [firstGrid] = example.grids
const refusals = (community: object): string[] =>
  z
    .safeParse(Community, { ...example, ...community })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

describe('a community', () => {
  it('has every post once, the workers of its grids first', () => {
    const posts = postsOf(example)
    expect(posts).toHaveLength(example.grids.length + 5)
    expect(posts.map(({ role }) => role)).toEqual([
      ...example.grids.map(() => 'grid_worker'),
      'community_administrator',
      'street_office',
      'police_station',
      'doctor',
      'hospital',
    ])
  })

  it('knows who has a role for a grid', () => {
    const grid = GridId.parse('grid-2')
    const staff = Role.options.map((role) => staffFor(example, role, grid).id)
    expect(staff).toEqual([
      'worker-2',
      'administrator',
      'street-office',
      'police-station',
      'doctor',
      'hospital',
    ])
  })

  it('hands a grid that it no longer has to its administrator', () => {
    const gone = GridId.parse('grid-99')
    expect(gridOf(example, gone)).toBeUndefined()
    expect(staffFor(example, 'grid_worker', gone).id).toBe('administrator')
  })

  it.each([
    ['two grids of one id', { grids: [firstGrid, firstGrid] }, 'grids: two grids have the same id'],
    [
      'a zone that nobody knows',
      { zone: 'Asia/Beijing' },
      'zone: expected a name of the IANA time zone database, such as Asia/Shanghai',
    ],
    [
      'a phone without a country code',
      { phone: '13800001111' },
      'phone: expected a phone number such as +8613800001111',
    ],
    [
      'a post at a satellite phone',
      { doctor: { ...example.doctor, phone: '+881631234567' } },
      'doctor.phone: a satellite number gets no texts: give a mobile number, or none',
    ],
    [
      'a post at a landline, which gets no texts',
      { hospital: { ...example.hospital, phone: '+862227301234' } },
      'hospital.phone: not a mobile number, so it gets no texts: give one, or none',
    ],
    [
      'a number that costs extra for residents to ring',
      { phone: '+449098790000' },
      'phone: expected a number that can be rung at the usual cost',
    ],
  ])('with %s is refused, and says where', (_, community, expected) => {
    expect(refusals(community)).toContain(expected)
  })

  it.each([
    ['no grid', { grids: [] }, 'grids'],
    ['a signature that does not fit', { signature: { 'zh-CN': '六清', en: '六清' } }, 'signature.en'],
    ['a country that is a word', { country: 'China' }, 'country'],
  ])('with %s is refused at its path', (_, community, path) => {
    expect(refusals(community).map((refusal) => refusal.split(': ')[0])).toContain(path)
  })
})

describe('a registration', () => {
  const form = {
    person: { name: ' 王 ', language: 'zh-CN', phone: '+8613800001111' },
    address: { grid: 'grid-1', building: '3', unit: '', room: '401' },
    category: 'overseas',
    arrivedAt: { date: '2020-03-01' },
    flags: { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false },
  }
  const refused = (more: object): string[] =>
    z.safeParse(Registration, { ...form, ...more }).error?.issues.map(({ path }) => path.join('.')) ?? []

  it('keeps a name without the blanks around it', () => {
    expect(Registration.parse(form).person.name).toBe('王')
  })

  it.each([
    ['no name', { person: { ...form.person, name: '  ' } }, 'person.name'],
    ['half a phone number', { person: { ...form.person, phone: '138' } }, 'person.phone'],
    ['a day that does not exist', { arrivedAt: { date: '2020-02-30' } }, 'arrivedAt.date'],
    ['a date that is none', { arrivedAt: { date: 'yesterday' } }, 'arrivedAt.date'],
    ['no room', { address: { ...form.address, room: '' } }, 'address.room'],
  ])('with %s is refused at its path', (_, more, path) => {
    expect(refused(more)).toContain(path)
  })
})
