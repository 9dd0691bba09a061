/**
 * How long the free words of a text may be, in UTF-16 units, so that each text fits one segment under the longest
 * signature a community may register (8 characters in Chinese, 16 in English). What is longer is clipped.
 */
export const LONGEST = {
  'zh-CN': { person: 4, place: 10, clinic: 10, number: 14, phone: 16 },
  en: { person: 16, place: 16, clinic: 20, number: 16, phone: 16 },
} as const
