import type { ShownEvent } from '../../../api/views/ledger-view.ts'
import { eventWordsZhCn } from './event-words-zh-cn.ts'
import { eventWordsEn } from './event-words-en.ts'
import { clockOf, type Locale, type EventOf, type EventWords } from './event-words-type.ts'

const wordsByLanguage: Readonly<Record<Locale['language'], EventWords>> = {
  en: eventWordsEn,
  'zh-CN': eventWordsZhCn,
}

const tell = <What extends ShownEvent['type']>(
  telling: EventWords,
  what: What,
  event: EventOf<What>,
  when: (at: string) => string,
): string => telling[what](event, when)

/** One line of the ledger in plain words. */
export const eventWords = (event: ShownEvent, locale: Locale): string =>
  tell(wordsByLanguage[locale.language], event.type, event, clockOf(locale))
