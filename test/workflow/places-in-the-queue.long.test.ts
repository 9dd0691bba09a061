/** What becomes of the prompts of a morning when the provider takes far fewer than there are. */
import { describe, expect, it } from 'vitest'
import { heldUpIn } from '../../record/disruption-repository.ts'
import { exampleCommunity, openTestSystem, type TestReturnee } from './test-system.ts'

const PEOPLE = 30

const namesOf = (returnee: TestReturnee): string[] =>
  returnee.texts().flatMap(({ at, sent }) => (at > '2020-02-11' && sent !== undefined ? [sent.template] : []))

/** Seven texts an hour from eight o'clock on: too few for thirty people before eleven. */
const slowMorning = async () => {
  const pace = { urgent: 1, routine: 10 }
  const sixclear = await openTestSystem({ messagesPerSecond: pace })
  const people: TestReturnee[] = []
  for (let n = 0; n < PEOPLE; n += 1)
    people.push(
      await sixclear.register({ name: `样例${n}`, phone: `+8613800001${100 + n}`, room: `${101 + n}` }),
    )
  await sixclear.until('2020-02-11 07:59')
  pace.routine = 7 / 3_600
  return { sixclear, people, pace }
}

describe('a morning that the provider is too slow for', () => {
  it('asks one more person with each place until the slot closes, and nobody twice', async () => {
    const { sixclear, people } = await slowMorning()
    await sixclear.until('2020-02-11 10:59')
    const asked = people.filter((one) => namesOf(one).length > 0)
    expect(asked.length).toBeGreaterThanOrEqual(20)
    for (const one of asked) expect(namesOf(one).filter((name) => name === 'prompt')).toHaveLength(1)
    expect(people.flatMap(namesOf).filter((name) => name === 'reminder')).toEqual([])
  })

  it('sends nothing about a slot that has closed, and has one list of whoever was not asked', async () => {
    const { sixclear, people, pace } = await slowMorning()
    await sixclear.until('2020-02-11 11:01')
    pace.routine = 10
    await sixclear.until('2020-02-11 17:59')
    const notAsked = people.filter((one) => namesOf(one).length === 0)
    expect(notAsked.length).toBeGreaterThan(5)
    for (const one of notAsked) {
      expect(await one.slot('01-morning')).toBe('excused')
      expect((await one.isolation()).matters).toEqual({})
    }
    const { store } = sixclear.system.ports
    const listed = await heldUpIn(store, exampleCommunity().id, 'not_asked')
    expect(listed.map(({ heldUp }) => heldUp.isolation).toSorted()).toEqual(
      notAsked.map(({ id }) => id).toSorted(),
    )
  })

  it('thanks nobody while prompts wait, and the doctor’s text leaves before all of them', async () => {
    const { sixclear, people, pace } = await slowMorning()
    await sixclear.until('2020-02-11 08:05')
    pace.routine = 60 / 3_600
    const [well, ill] = people
    await well?.says('36.5')
    await ill?.says('38.6 发烧')
    await sixclear.until('2020-02-11 08:06')
    expect(sixclear.messagesTo('+8613900000040', 'matter').map(({ at }) => at)).toHaveLength(1)
    await sixclear.until('2020-02-11 10:59')
    expect(well && namesOf(well)).toEqual(['prompt'])
  })
})
