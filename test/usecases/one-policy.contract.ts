import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MatterKind } from '../../core/rule-book/rule-book.ts'
import { deafTo, differencesOf, kinds } from './any-answer.ts'
import { BothChannels, type Stage } from './both-channels.ts'

/** What holds for these kinds of matter, each at one stage. */
export const onePolicy = (cells: readonly { readonly kind: MatterKind; readonly stage: Stage }[]): void => {
  let both: BothChannels
  beforeAll(async () => {
    both = await BothChannels.open(kinds)
  })
  afterAll(() => both.close())

  describe('whatever any member of staff says to a matter', () => {
    it.each(cells)(
      'about a $kind that is $stage has the same result by text and over HTTP',
      async ({ kind, stage }) => {
        const { different, done } = await differencesOf(both, kind, stage)
        expect(different).toEqual([])
        // An answer that is refused to everybody proves nothing.
        expect(done.size).toBeGreaterThan(1)
      },
    )
  })

  describe('danger', () => {
    it.each(cells)(
      'in a text about a $kind that is $stage is heard from everybody on staff, and not refused to anybody',
      async ({ kind, stage }) => {
        expect(await deafTo(both, kind, stage)).toEqual([])
      },
    )
  })
}
