import type { ShownHappening } from '../../../api/views/ledger-view.ts'
import { eventWordsZhCn } from './event-words-zh-cn.ts'
import { eventWordsEn } from './event-words-en.ts'
import { clockOf, type Locale, type EventOf, type EventWords } from './event-words-type.ts'

const wordsByLanguage: Readonly<Record<Locale['language'], EventWords>> = {
  en: eventWordsEn,
  'zh-CN': eventWordsZhCn,
}

const tell = <What extends ShownHappening['what']>(
  telling: EventWords,
  what: What,
  happening: EventOf<What>,
  when: (at: string) => string,
): string => telling[what](happening, when)

/** One line of the ledger in plain words. */
export const eventWords = (happening: ShownHappening, locale: Locale): string =>
  tell(wordsByLanguage[locale.language], happening.what, happening, clockOf(locale))
