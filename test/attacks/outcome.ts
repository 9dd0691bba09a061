import { phones, type TestSystem } from '../workflow/test-system.ts'

/** The cost and the effects of an attack. */
export interface Outcome {
  /** Texts, or requests, that came in. */
  readonly tried: number
  /** Texts that went back to the phone or phones that wrote. */
  readonly back: number
  /** Texts to posts that did not write. */
  readonly told: number
  readonly happened: readonly string[]
}

/** One attack, and the most that it may cost. */
export interface Attack {
  readonly name: string
  readonly run: () => Promise<Outcome>
  readonly most: { readonly back: number; readonly told: number }
  /** Must be among the events. */
  readonly happens: readonly string[]
}

/** 300 texts are three seconds. */
const BETWEEN = 10

const countTo = (sixclear: TestSystem, numbers: readonly string[]): number =>
  numbers.reduce((sum, number) => sum + sixclear.messagesTo(number).length, 0)

/** Sends the texts one by one, ten milliseconds apart, and counts what goes out meanwhile. */
export const sending = async (
  sixclear: TestSystem,
  texts: readonly { readonly from: string; readonly text: string }[],
  happened: () => Promise<readonly string[]>,
): Promise<Outcome> => {
  const writers = [...new Set(texts.map(({ from }) => from))]
  const posts = Object.values(phones).filter((phone) => !writers.includes(phone))
  const [back, told] = [countTo(sixclear, writers), countTo(sixclear, posts)]
  const { inbox, timeline } = sixclear.system
  for (const { from, text } of texts) {
    await inbox.reply(from, text)
    await timeline.runUntil(timeline.now() + BETWEEN)
  }
  return {
    tried: texts.length,
    back: countTo(sixclear, writers) - back,
    told: countTo(sixclear, posts) - told,
    happened: await happened(),
  }
}
