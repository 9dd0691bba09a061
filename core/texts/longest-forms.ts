/**
 * How long the free words of a text may be, in UTF-16 units, so that each text fits one segment under the longest
 * signature a community may register (8 characters in Chinese, 16 in English). What is longer is clipped; a notice's
 * number is made to fit; the person of a Chinese text takes what room is left besides. `workerAndPhone`: both together,
 * the phone whole. `members`: all names of a shared phone.
 */
export const LONGEST = {
  'zh-CN': {
    person: 4,
    place: 10,
    clinic: 10,
    number: 16,
    phone: 16,
    worker: 6,
    workerAndPhone: 17,
    members: 38,
  },
  en: {
    person: 16,
    place: 16,
    clinic: 20,
    number: 16,
    phone: 16,
    worker: 16,
    workerAndPhone: 30,
    members: 60,
  },
} as const
