import type { ShownEvent } from '../../../api/views/ledger-view.ts'
import { eventWordsEn } from './event-words-en.ts'
import { clockOf, type EventOf, type EventWords, type Locale } from './event-words-type.ts'
import { eventWordsZhCn } from './event-words-zh-cn.ts'

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
