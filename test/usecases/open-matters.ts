import { expect } from 'vitest'
import {
  openTestSystem,
  phones,
  type TestReturnee,
  type TestSystem,
  twoDays,
} from '../workflow/test-system.ts'

export interface OpenMatter {
  readonly sixclear: TestSystem
  readonly she: TestReturnee
  readonly code: string
}

export const silence = async (moment = '2020-02-11 11:30'): Promise<OpenMatter> => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until(moment)
  return { sixclear, she, code: (await she.matter('silence')).code }
}

export const fever = async (): Promise<OpenMatter> => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await she.says('38.5')
  return { sixclear, she, code: (await she.matter('fever')).code }
}

export const release = async (): Promise<OpenMatter> => {
  const sixclear = await openTestSystem({ book: twoDays })
  const she = await sixclear.register()
  await sixclear.healthyUntil('2020-02-12 18:30', she)
  return { sixclear, she, code: (await she.matter('release')).code }
}

/** Matters with a grave answer, and the state of the returnee before it. */
export const settings = {
  silence: { of: silence, phone: phones.worker, status: 'following' },
  fever: { of: fever, phone: phones.doctor, status: 'referred' },
  release: { of: release, phone: phones.administrator, status: 'under_review' },
} as const

/** Checks that a matter and its isolation are unchanged. */
export const isUntouched = async (
  { sixclear, she }: Pick<OpenMatter, 'sixclear' | 'she'>,
  kind: keyof typeof settings,
): Promise<void> => {
  expect(await she.status()).toBe(settings[kind].status)
  const matter = await she.matter(kind)
  expect(matter).toMatchObject({ absenceConfirmed: false, state: { name: 'open' } })
  expect(await she.events()).not.toContain('matter_answered')
  expect(sixclear.messagesTo(phones.police, 'matter')).toEqual([])
  expect(she.texts('released')).toEqual([])
  expect(she.texts('back_to_following')).toEqual([])
}
