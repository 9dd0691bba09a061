import { expect } from 'vitest'
import { aNeighbourhood, type Neighbourhood, phones, type Returnee } from '../workflow/neighbourhood.ts'

export interface AtHand {
  readonly neighbourhood: Neighbourhood
  readonly she: Returnee
  readonly code: string
}

export const silence = async (moment = '2020-02-11 11:30'): Promise<AtHand> => {
  const neighbourhood = await aNeighbourhood()
  const she = await neighbourhood.register()
  await neighbourhood.until(moment)
  return { neighbourhood, she, code: (await she.matter('silence')).code }
}

export const fever = async (): Promise<AtHand> => {
  const neighbourhood = await aNeighbourhood()
  const she = await neighbourhood.register()
  await she.says('38.5')
  return { neighbourhood, she, code: (await she.matter('fever')).code }
}

export const release = async (): Promise<AtHand> => {
  const neighbourhood = await aNeighbourhood()
  const she = await neighbourhood.register()
  await neighbourhood.healthyUntil('2020-02-24 18:30', she)
  return { neighbourhood, she, code: (await she.matter('release')).code }
}

/** Whose answer to a matter is grave, and how the returnee stands until it is given. */
export const settings = {
  silence: { of: silence, phone: phones.worker, status: 'following' },
  fever: { of: fever, phone: phones.doctor, status: 'referred' },
  release: { of: release, phone: phones.administrator, status: 'under review' },
} as const

/** What a matter and its isolation are when nothing has been done to them. */
export const isUntouched = async (
  { neighbourhood, she }: Pick<AtHand, 'neighbourhood' | 'she'>,
  kind: keyof typeof settings,
): Promise<void> => {
  expect(await she.status()).toBe(settings[kind].status)
  const matter = await she.matter(kind)
  expect(matter).toMatchObject({ absenceConfirmed: false, state: { name: 'open' } })
  expect(await she.happenings()).not.toContain('matter answered')
  expect(neighbourhood.textsTo(phones.police, 'matter')).toEqual([])
  expect(she.texts('released')).toEqual([])
  expect(she.texts('backToFollowing')).toEqual([])
}
