import type { ShownHappening } from '../../../api/views/ledger-view.ts'
import { inChinese } from './event-words-zh-cn.ts'
import { inEnglish } from './event-words-en.ts'
import { clockOf, type Listener, type Of, type Telling } from './event-words-type.ts'

const tellings: Readonly<Record<Listener['language'], Telling>> = { en: inEnglish, 'zh-CN': inChinese }

const tell = <What extends ShownHappening['what']>(
  telling: Telling,
  what: What,
  happening: Of<What>,
  when: (at: string) => string,
): string => telling[what](happening, when)

/** One line of the ledger in plain words. */
export const happeningWords = (happening: ShownHappening, listener: Listener): string =>
  tell(tellings[listener.language], happening.what, happening, clockOf(listener))
