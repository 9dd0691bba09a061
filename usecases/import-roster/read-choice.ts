import type { Language } from '../../core/community/community.ts'
import { withSameCharacters } from '../../core/identity/same-characters.ts'
import { Relation } from '../../core/person/person.ts'
import type { Category } from '../../core/person/registration.ts'
import type { Reading } from './cell-reading.ts'
import { isBlank, plainText } from './cell-text.ts'

const word = (cell: string): string => withSameCharacters(plainText(cell).toLowerCase().replaceAll('_', ' '))

/** By each word in the form that is compared: in simplified or traditional characters. */
const choicesOf = <Value>(said: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> =>
  new Map(said.map(([text, value]) => [word(text), value]))

const CATEGORIES = choicesOf<Category>([
  ['key area', 'key_area'],
  ['重点地区', 'key_area'],
  ['重点疫区', 'key_area'],
  ['overseas', 'overseas'],
  ['abroad', 'overseas'],
  ['境外', 'overseas'],
  ['close contact', 'close_contact'],
  ['contact', 'close_contact'],
  ['密接', 'close_contact'],
  ['密切接触者', 'close_contact'],
  ['elsewhere', 'elsewhere'],
  ['other', 'elsewhere'],
  ['其他地区', 'elsewhere'],
  ['其他', 'elsewhere'],
  ['其它', 'elsewhere'],
])

const WORDS: { readonly [R in Relation]: readonly string[] } = {
  self: ['head', 'head of household', 'me', '本人', '户主', '自己', '机主'],
  father: ['dad', '父亲', '爸爸', '父', '爸'],
  mother: ['mum', 'mom', '母亲', '妈妈', '母', '妈'],
  husband: ['丈夫', '老公', '爱人丈夫', '夫'],
  wife: ['妻子', '老婆', '太太', '妻'],
  son: ['儿子', '长子', '次子', '子'],
  daughter: ['女儿', '长女', '次女', '女'],
  brother: ['兄弟', '哥哥', '弟弟', '兄', '弟'],
  sister: ['姐妹', '姐姐', '妹妹', '姐', '妹'],
  grandfather: ['grandpa', '祖父', '爷爷', '外祖父', '外公', '姥爷'],
  grandmother: ['grandma', '祖母', '奶奶', '外祖母', '外婆', '姥姥'],
  grandchild: ['grandson', 'granddaughter', '孙辈', '孙子', '孙女', '外孙', '外孙女'],
  father_in_law: ['father-in-law', '公公', '岳父', '公公或岳父'],
  mother_in_law: ['mother-in-law', '婆婆', '岳母', '婆婆或岳母'],
  child: ['kid', '孩子', '小孩', '子女'],
  other: ['其他', '其它', '亲属', '朋友', '保姆'],
}

const RELATIONS = choicesOf<Relation>(
  Relation.options.flatMap((relation) =>
    [relation.replaceAll('_', ' '), ...WORDS[relation]].map((said) => [said, relation] as const),
  ),
)

const LANGUAGES = choicesOf<Language>([
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

const ANSWERS = choicesOf<boolean>([
  ...['yes', 'y', 'true', 't', '1', '1.0', '是', '有', '对', '√', '✓', '✔'].map(
    (word) => [word, true] as const,
  ),
  ...['no', 'n', 'false', 'f', '0', '0.0', '否', '不是'].map((word) => [word, false] as const),
])

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

export const readRelation = (cell: string): Reading<Relation> =>
  choose(
    RELATIONS,
    cell,
    'what they are to the person who holds the phone, such as self, wife, mother (本人, 妻子, 母亲)',
  )

/** Chinese by default. */
export const readLanguage = (cell: string): Reading<Language> =>
  isBlank(cell) ? { value: 'zh-CN' } : choose(LANGUAGES, cell, 'zh-CN or en (中文, 英文)')

/** No by default. */
export const readAnswer = (cell: string): Reading<boolean> =>
  isBlank(cell) ? { value: false } : choose(ANSWERS, cell, 'yes or no (是, 否)')
