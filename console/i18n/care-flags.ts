import type { Language } from '../../core/community/community.ts'
import type { Flags } from '../../core/person/registration.ts'

/** Why a returnee needs more care than others. */
export type Flag = keyof Flags

export const flagNames: readonly Flag[] = ['livesAlone', 'over70', 'child', 'chronic', 'pregnant']

/** Lives with a confirmed case. */
export const closeContactWords: Readonly<Record<Language, string>> = {
  en: 'lives with a confirmed case',
  'zh-CN': '同住有人确诊',
}
