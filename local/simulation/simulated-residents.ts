import * as z from 'zod/mini'
import type { Language } from '../../core/community/community.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Sms } from '../../core/ports/messages.ts'
import { DAY, MINUTE } from '../../core/time/instant.ts'
import type { Draws } from '../random/draws.ts'
import type { SimulatedPhones } from './simulated-phones.ts'
import { type Line, type Measured, nameOf, type Returnee, type Slot } from './simulated-returnee.ts'
import { phrase, plainText, symptomIn, wellText, wrongText } from './wordings.ts'

const Asked = z.object({ slot: z.object({ date: z.string(), half: z.enum(['morning', 'evening']) }) })

/** Which text gets the answer, if any. */
type Plan =
  | { readonly answers: 'to a text'; readonly attempt: number }
  | { readonly answers: 'too late' | 'not at all' }

/**
 * Each of two reminders gets an answer from about three in ten of the silent, so both together from half; people
 * who seldom answer a prompt seldom answer a reminder. A third of the rest write after the slot has closed. Our
 * guesses.
 */
const planOf = (draws: Draws, returnee: Returnee): Plan => {
  const { answersPrompts } = returnee.life
  const share = returnee.isIll ? Math.max(answersPrompts, 0.93) : answersPrompts
  if (draws.chance(share)) return { answers: 'to a text', attempt: 0 }
  for (const attempt of [1, 2, 3])
    if (draws.chance(0.08 + 0.4 * share)) return { answers: 'to a text', attempt }
  return { answers: draws.chance(0.35) ? 'too late' : 'not at all' }
}

const attemptOf = ({ key }: Sms): number => Number(/-(\d+)$/.exec(key)?.[1] ?? 0)

const memberIn = ({ member }: JsonObject): string | undefined =>
  typeof member === 'string' ? member : undefined

const languageOf = (sms: Sms): Language => (sms.language === 'en' ? 'en' : 'zh-CN')

const worded = ({ tenths, symptom }: Measured, line: Line, returnee: Returnee, draws: Draws): string => {
  const { language } = line
  const said = symptom === undefined ? undefined : symptomIn(language, symptom)
  if (tenths === undefined) return said ?? ''
  if (said !== undefined) return `${plainText(tenths)} ${said}`
  const half = returnee.slot?.half ?? 'morning'
  return wellText(language, tenths, half, returnee.life.habit, draws)
}

/** Simulated residents: what they answer to each text, and when. */
export class SimulatedResidents {
  readonly #phones: SimulatedPhones
  /** Who wrote last from a phone without a letter, and what. */
  readonly #unsigned = new Map<string, { readonly line: Line; readonly text: string }>()

  constructor(phones: SimulatedPhones) {
    this.#phones = phones
  }

  receive(returnee: Returnee, sms: Sms): void {
    const line: Line = { phone: sms.to, language: languageOf(sms), member: memberIn(sms.params) }
    switch (sms.template) {
      case 'prompt':
      case 'reminder':
        this.#answerPrompt(returnee, line, sms)
        return
      case 'unreadable':
      case 'ambiguous':
      case 'out_of_range':
        this.#sayAgain(returnee, line)
        return
      case 'confirm':
        this.#phones.in(this.#phones.draws(returnee.who, returnee.time('confirm')).between(1, 6), () =>
          this.#write(line, phrase('yes', line.language)),
        )
        return
      case 'confirm_number':
        this.#confirmNumber(returnee, line, sms)
        return
      case 'measure_prompt':
        this.#measureAgain(returnee, line)
        return
      case 'which_member':
        this.#sign(returnee, line)
        return
      case 'fever':
        returnee.isAway = true
        return
      case 'back_to_following':
        returnee.isAway = false
        return
      case 'released':
        returnee.isAway = true
        if (this.#phones.draws(returnee.who, 'goodbye').chance(0.06))
          this.#phones.in(9, () => this.#write(line, phrase('thanks', line.language)))
    }
  }

  #answerPrompt(returnee: Returnee, line: Line, sms: Sms): void {
    const asked = Asked.safeParse(sms.params)
    if (!asked.success) return
    const { slot } = asked.data
    const attempt = attemptOf(sms)
    returnee.enter(slot)
    returnee.isAway = false
    if (attempt === 0 && this.#isInterrupted(returnee, line)) return
    const draws = this.#phones.draws(returnee.who, 'slot', nameOf(slot))
    const plan = planOf(draws, returnee)
    if (plan.answers === 'to a text' && plan.attempt === attempt) {
      const minutes = attempt === 0 ? draws.around(7, 1) : draws.around(11, 0.8)
      this.#phones.in(Math.min(minutes, 170), () => this.#answer(returnee, line, slot))
    }
    if (attempt > 0) return
    if (plan.answers === 'too late')
      this.#phones.in(draws.between(184, 300), () => this.#answer(returnee, line, slot))
    this.#lookAhead(returnee, line, slot)
  }

  /** The slot of an opt-out or a phone failure. True: this prompt gets no report. */
  #isInterrupted(returnee: Returnee, line: Line): boolean {
    const { life, slotNumber, who } = returnee
    const draws = this.#phones.draws(who, 'interruption')
    if (slotNumber === life.optsOutAt) {
      this.#phones.in(draws.between(2, 40), () => this.#write(line, phrase('stop', line.language)))
      if (life.optsInAgain)
        this.#phones.in(draws.between(600, 4000), () => this.#write(line, phrase('start', line.language)))
      return true
    }
    if (slotNumber === life.off?.at && returnee.brokenPhone === undefined) this.#switchOff(returnee, line)
    if (slotNumber !== life.phoneFailsAt || !returnee.phoneWorks) return false
    returnee.phoneWorks = false
    this.#phones.in(draws.between(1, 30), () => {
      returnee.brokenPhone = line.phone
      this.#phones.inbox.setCondition(line.phone, draws.chance(0.7) ? 'unreachable' : 'invalid_number')
    })
    return true
  }

  /** Some minutes after the prompt came the battery is flat; later it is charged. */
  #switchOff(returnee: Returnee, { phone }: Line): void {
    const draws = this.#phones.draws(returnee.who, 'flat battery')
    const { minutes = 0 } = returnee.life.off ?? {}
    this.#phones.in(draws.between(1, 20), () => {
      if (returnee.brokenPhone !== undefined || !returnee.phoneWorks) return
      returnee.brokenPhone = phone
      this.#phones.inbox.setCondition(phone, 'off')
      this.#phones.in(minutes, () => {
        // Meanwhile the worker may have entered another number, or this phone may have failed for good.
        if (returnee.brokenPhone === phone && returnee.phoneWorks) returnee.brokenPhone = undefined
        if (returnee.phoneWorks) this.#phones.inbox.setCondition(phone, 'reachable')
      })
    })
  }

  #answer(returnee: Returnee, line: Line, slot: Slot): void {
    if (returnee.brokenPhone === line.phone) return
    const draws = this.#phones.draws(returnee.who, 'answer', nameOf(slot))
    const measured = returnee.measure(draws)
    const isWrong = draws.chance(0.015) && !returnee.isIll
    const text = isWrong ? wrongText(line.language, draws) : worded(measured, line, returnee, draws)
    const forgetsTheLetter = draws.chance(0.15)
    this.#write(line, text, forgetsTheLetter)
    if (draws.chance(0.02))
      this.#phones.in(draws.between(0.5, 2), () => this.#write(line, text, forgetsTheLetter))
  }

  /** Some measure before they are asked, and some fall ill between two slots and say so. */
  #lookAhead(returnee: Returnee, line: Line, slot: Slot): void {
    const draws = this.#phones.draws(returnee.who, 'ahead', nameOf(slot))
    if (draws.chance(0.04)) {
      const ahead = DAY / MINUTE - draws.between(8, 110)
      const tomorrow = { date: `after ${slot.date}`, half: slot.half }
      this.#phones.in(ahead, () => {
        if (!returnee.isAway) this.#answer(returnee, line, tomorrow)
      })
    }
    const { illness } = returnee.life
    if (illness !== undefined && illness.from === returnee.slotNumber + 1 && draws.chance(0.25))
      this.#phones.in(draws.between(190, 420), () => {
        returnee.fallIll()
        if (!returnee.isAway) this.#answer(returnee, line, { date: `between ${slot.date}`, half: slot.half })
      })
  }

  #sayAgain(returnee: Returnee, line: Line): void {
    const draws = this.#phones.draws(returnee.who, returnee.time('again'))
    if (!draws.chance(0.88)) return
    const { tenths } = returnee.measure(draws)
    const text = tenths === undefined ? worded({ symptom: 0 }, line, returnee, draws) : plainText(tenths)
    this.#phones.in(draws.between(1, 14), () => this.#write(line, text))
  }

  #measureAgain(returnee: Returnee, line: Line): void {
    const draws = this.#phones.draws(returnee.who, returnee.time('second measurement'))
    if (!draws.chance(0.88)) return
    const measured = returnee.measure(draws)
    const harmless = returnee.life.illness?.confirmed !== true && draws.chance(0.4)
    const tenths = harmless ? 369 : (measured.tenths ?? 368)
    this.#phones.in(draws.between(2, 15), () => this.#write(line, plainText(tenths)))
  }

  /** Most say yes to their new number, with the letter where one is asked for; some only when asked again. */
  #confirmNumber(returnee: Returnee, line: Line, { params: { letter } }: Sms): void {
    const draws = this.#phones.draws(returnee.who, returnee.time('new number'))
    if (!draws.chance(0.85)) return
    const said = phrase('yes', line.language)
    this.#phones.in(draws.between(2, 40), () =>
      this.#write(line, typeof letter === 'string' ? `${letter} ${said}` : said),
    )
  }

  /** The phone is shared and the letter was missing. */
  #sign(returnee: Returnee, { phone }: Line): void {
    const unsigned = this.#unsigned.get(phone)
    if (unsigned === undefined) return
    const draws = this.#phones.draws(returnee.who, returnee.time('letter'))
    this.#phones.in(draws.between(1, 8), () => this.#write(unsigned.line, unsigned.text))
  }

  #write(line: Line, text: string, forgetsTheLetter = false): void {
    const { phone, member } = line
    if (member === undefined) {
      void this.#phones.write(phone, text)
      return
    }
    this.#unsigned.set(phone, { line, text })
    void this.#phones.write(
      phone,
      forgetsTheLetter ? text : `${member}${/^[A-Za-z]/.test(text) ? ' ' : ''}${text}`,
    )
  }
}
