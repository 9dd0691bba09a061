import type { Language } from '../../core/domain/community.ts'
import type { Category } from '../../core/domain/isolation.ts'
import { isBlank, plainText } from './cell-text.ts'
import type { Reading } from './reading.ts'

const CATEGORIES = new Map<string, Category>([
  ['key area', 'key area'],
  ['重点地区', 'key area'],
  ['重点疫区', 'key area'],
  ['overseas', 'overseas'],
  ['abroad', 'overseas'],
  ['境外', 'overseas'],
  ['close contact', 'close contact'],
  ['contact', 'close contact'],
  ['密接', 'close contact'],
  ['密切接触者', 'close contact'],
  ['elsewhere', 'elsewhere'],
  ['other', 'elsewhere'],
  ['其他', 'elsewhere'],
  ['其它', 'elsewhere'],
])

const LANGUAGES = new Map<string, Language>([
  ['zh-cn', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['chinese', 'zh-CN'],
  ['中文', 'zh-CN'],
  ['汉语', 'zh-CN'],
  ['普通话', 'zh-CN'],
  ['en', 'en'],
  ['english', 'en'],
  ['英文', 'en'],
  ['英语', 'en'],
])

const ANSWERS = new Map<string, boolean>([
  ...['yes', 'y', 'true', 't', '1', '1.0', '是', '有', '对', '√', '✓', '✔'].map(
    (word) => [word, true] as const,
  ),
  ...['no', 'n', 'false', 'f', '0', '0.0', '否', '不是'].map((word) => [word, false] as const),
])

const word = (cell: string): string => plainText(cell).toLowerCase().replaceAll('_', ' ')

const choose = <Value>(
  choices: ReadonlyMap<string, Value>,
  cell: string,
  expected: string,
): Reading<Value> => {
  const value = choices.get(word(cell))
  return value === undefined ? { reason: `expected ${expected}` } : { value }
}

export const readCategory = (cell: string): Reading<Category> =>
  choose(CATEGORIES, cell, 'key area, overseas, close contact or elsewhere (重点地区, 境外, 密接, 其他)')

/** Chinese unless something else is said. */
export const readLanguage = (cell: string): Reading<Language> =>
  isBlank(cell) ? { value: 'zh-CN' } : choose(LANGUAGES, cell, 'zh-CN or en (中文, 英文)')

/** No unless something else is said. */
export const readAnswer = (cell: string): Reading<boolean> =>
  isBlank(cell) ? { value: false } : choose(ANSWERS, cell, 'yes or no (是, 否)')
