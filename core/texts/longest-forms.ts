/**
 * The longest free words of a message, in UTF-16 units, so that every message fits one segment under the longest
 * signature a community may register (8 characters in Chinese, 16 in English). Longer words are clipped; the number of
 * a notice is made to fit; the person in a Chinese message gets the remaining room. `workerAndPhone`: both together,
 * the phone in full. `members`: all names of a shared phone.
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
