import * as z from 'zod/mini'
import type { Language } from '../../core/community/community.ts'
import type { Sms } from '../../core/ports/messages.ts'
import { isResident, type Line, type ResidentLine, type StaffLine } from '../hearing/corpus/labelled-lines.ts'
import { kindOf } from '../hearing/corpus/line-kinds.ts'
import type { Draws } from '../random/draws.ts'
import type { Post, SimulatedPhones } from './simulated-phones.ts'
import type { Returnee } from './simulated-returnee.ts'

const Coded = z.object({ code: z.string() })
const Told = z.object({ kind: z.string(), code: z.string() })
const Echoed = z.object({ oneTime: z.string(), urgent: z.optional(z.boolean()) })

const ONE_TIME = /^[A-Z]\d{4}$/

interface Occasion {
  readonly setting: ResidentLine['setting']
  /**
   * How often a text of this kind is answered with a labelled line, and how often the usual answer is left out
   * then.
   */
  readonly share: number
  readonly instead: number
}

/** The setting that fits each text to a resident. */
const OCCASIONS: { readonly [template: string]: Occasion } = {
  welcome: { setting: 'welcome', share: 0.5, instead: 0 },
  prompt: { setting: 'asked', share: 0.45, instead: 0.6 },
  reminder: { setting: 'missed', share: 0.4, instead: 0.6 },
  confirm: { setting: 'confirming', share: 0.85, instead: 0.9 },
  unreadable: { setting: 'asked', share: 0.4, instead: 0.5 },
  ambiguous: { setting: 'asked', share: 0.4, instead: 0.5 },
  out_of_range: { setting: 'asked', share: 0.4, instead: 0.5 },
  which_member: { setting: 'family', share: 0.4, instead: 0.5 },
  thanks: { setting: 'reported', share: 0.3, instead: 0 },
  read_back: { setting: 'reported', share: 0.3, instead: 0 },
  late: { setting: 'reported', share: 0.3, instead: 0 },
  extra_thanks: { setting: 'reported', share: 0.2, instead: 0 },
  fever: { setting: 'referred', share: 0.5, instead: 0 },
  measure_again: { setting: 'referred', share: 0.3, instead: 0 },
  measure_prompt: { setting: 'referred', share: 0.3, instead: 0.5 },
  released: { setting: 'released', share: 0.5, instead: 0.5 },
}

/** Plain texts come most often, or few isolations would last. */
const weightOf = (kind: string): number => {
  if (kind === 'plain report') return 8
  if (kind === 'kind words' || kind === 'words' || kind === 'doubt') return 3
  return kind === 'danger' || kind === 'stop' ? 0.4 : 1
}

const drawLine = <Some extends Line>(draws: Draws, lines: readonly Some[]): Some | undefined => {
  const byKind = Map.groupBy(lines, kindOf)
  const [first, ...others] = [...byKind.entries()].map(([kind, some]) => [some, weightOf(kind)] as const)
  if (first === undefined) return undefined
  const [one, ...more] = draws.weighted([first, ...others])
  return one === undefined ? undefined : draws.pick([one, ...more])
}

/**
 * Simulated people who write labelled texts at the moments for which these were written. Residents answer a
 * question at once, or long after its slot; a one-time code comes back in time, too late, twice, from another
 * phone, or never.
 */
export class LabelledWriters {
  readonly #phones: SimulatedPhones
  readonly #residents: readonly ResidentLine[]
  readonly #staff: readonly StaffLine[]
  /** When a labelled text replaced the usual answer on a phone. */
  readonly #taken = new Map<string, number>()
  /** The codes that a phone has received. */
  readonly #codes = new Map<string, string[]>()
  readonly #times = new Map<string, number>()
  /** The present number of each returnee: an older one may be somebody else's. */
  readonly #numbers = new Map<Returnee, string>()

  constructor(phones: SimulatedPhones, lines: readonly Line[]) {
    this.#phones = phones
    this.#residents = lines.filter((line) => isResident(line))
    this.#staff = lines.filter((line): line is StaffLine => !isResident(line))
  }

  /** Whether a labelled text replaces what the other simulated people would write. */
  writesInstead(phone: string, text: string, since: number): boolean {
    return ONE_TIME.test(text) || this.#taken.get(phone) === since
  }

  receive(posts: readonly Post[], returnee: Returnee | undefined, sms: Sms): void {
    const [post] = posts
    if (post === undefined) {
      const occasion = OCCASIONS[sms.template]
      if (returnee !== undefined) this.#numbers.set(returnee, sms.to)
      if (occasion === undefined || returnee === undefined) return
      this.#writeLine(occasion, returnee, sms)
      if (sms.template === 'prompt') this.#writeDoubt(returnee, sms)
      return
    }
    const coded = Coded.safeParse(sms.params)
    if (coded.success)
      this.#codes.set(sms.to, [...(this.#codes.get(sms.to) ?? []), coded.data.code].slice(-9))
    if (sms.template === 'echo') this.#confirm(post, sms)
    else if (sms.template === 'matter' || sms.template === 'matter_raised') this.#answerMatter(post, sms)
    else if (sms.template === 'matter_settled' || sms.template === 'measure_for_them')
      this.#writeMore(post, sms)
  }

  #draws(phone: string, what: string): Draws {
    const occasion = `${phone} ${what}`
    const time = (this.#times.get(occasion) ?? 0) + 1
    this.#times.set(occasion, time)
    return this.#phones.draws('writers', occasion, String(time))
  }

  #write(phone: string, minutes: number, text: string): void {
    this.#phones.in(minutes, () => void this.#phones.inbox.reply(phone, text))
  }

  #writeFrom(returnee: Returnee, phone: string, minutes: number, text: string): void {
    this.#phones.in(minutes, () => {
      if (this.#numbers.get(returnee) === phone) void this.#phones.inbox.reply(phone, text)
    })
  }

  /** Writes a resident's line of this setting. */
  #writeLine({ setting, share, instead }: Occasion, returnee: Returnee, sms: Sms): void {
    const draws = this.#draws(sms.to, sms.template)
    if (returnee.brokenPhone === sms.to || !draws.chance(share)) return
    const language: Language = draws.chance(0.15) ? 'en' : sms.language === 'en' ? 'en' : 'zh-CN'
    const member = sms.params['member']
    const where =
      setting === 'confirming' || !(typeof member === 'string') || draws.chance(0.3) ? setting : 'family'
    const fits = this.#residents.filter((line) => line.setting === where && line.language === language)
    const line = drawLine(draws, fits)
    if (line === undefined) return
    if (draws.chance(instead)) this.#taken.set(sms.to, this.#phones.now())
    this.#writeFrom(returnee, sms.to, this.#delayOf(draws, setting), line.text)
  }

  /** Writes a line that must be asked back, later in the same half-day. */
  #writeDoubt(returnee: Returnee, sms: Sms): void {
    const draws = this.#draws(sms.to, 'a doubt')
    if (returnee.brokenPhone === sms.to || !draws.chance(0.35)) return
    const line = drawLine(
      draws,
      this.#residents.filter(({ expect }) => expect.ask === 'confirm'),
    )
    if (line !== undefined) this.#writeFrom(returnee, sms.to, draws.between(20, 500), line.text)
  }

  #delayOf(draws: Draws, setting: ResidentLine['setting']): number {
    if (setting !== 'confirming') return draws.around(11, 1)
    return draws.weighted([
      [draws.between(1, 8), 4],
      [draws.between(30, 170), 2],
      [draws.between(120, 420), 4],
      [draws.between(420, 1800), 2],
    ])
  }

  #lineOf({ role }: Post, settings: readonly string[], draws: Draws): StaffLine | undefined {
    const own = this.#staff.filter((line) => line.as === role)
    return drawLine(
      draws,
      own.filter(({ setting }) => settings.includes(setting)),
    )
  }

  #withCodes(text: string, phone: string, code: string): string {
    const other = (this.#codes.get(phone) ?? []).findLast((one) => one !== code) ?? '4821'
    return text.replaceAll('{code}', code).replaceAll('{code2}', other)
  }

  #answerMatter(post: Post, sms: Sms): void {
    const told = Told.safeParse(sms.params)
    const draws = this.#draws(sms.to, sms.template)
    if (!told.success || !draws.chance(0.5)) return
    const { kind, code } = told.data
    const meant = draws.chance(0.85) ? [kind] : ['none', 'unknown', 'settled', 'silence', 'fever']
    // Kinds without lines are answered like a request.
    const line =
      this.#lineOf(post, meant, draws) ?? this.#lineOf(post, ['request', 'silence', 'fever'], draws)
    if (line === undefined) return
    if (draws.chance(0.4)) this.#taken.set(sms.to, this.#phones.now())
    this.#write(sms.to, draws.around(14, 0.9), this.#withCodes(line.text, sms.to, code))
  }

  /** Writes about a settled matter or a measurement. */
  #writeMore(post: Post, sms: Sms): void {
    const told = Coded.safeParse(sms.params)
    const draws = this.#draws(sms.to, sms.template)
    if (!told.success || !draws.chance(0.12)) return
    const line = this.#lineOf(post, sms.template === 'matter_settled' ? ['settled'] : ['silence'], draws)
    if (line === undefined) return
    this.#write(sms.to, draws.between(1, 30), this.#withCodes(line.text, sms.to, told.data.code))
  }

  /** Two in three send the code back as asked. */
  #confirm(post: Post, sms: Sms): void {
    const echoed = Echoed.safeParse(sms.params)
    if (!echoed.success) return
    const { oneTime, urgent } = echoed.data
    const draws = this.#phones.draws(post.staff, oneTime, urgent === true ? 'again' : 'first')
    const other =
      this.#phones.colleague(post, post.role === 'doctor' ? 'hospital' : 'doctor')?.phone ?? sms.to
    const text = draws.weighted([
      [oneTime, 6],
      [oneTime.toLowerCase(), 1],
      [`${oneTime} 是的`, 1],
      [`yes ${oneTime}`, 1],
      [`${oneTime}\n> ${sms.text}`, 1],
      [`${oneTime} 等一下，我再核实`, 0.5],
    ])
    draws.weighted<() => void>([
      [() => this.#write(sms.to, draws.between(0.5, 4), text), 60],
      [() => this.#write(sms.to, draws.between(9.5, 45), text), 12],
      [() => this.#write(other, draws.between(0.5, 6), text), 9],
      [
        () => {
          this.#write(sms.to, draws.between(0.5, 3), text)
          this.#write(sms.to, draws.between(3, 20), text)
        },
        7,
      ],
      [() => {}, 12],
    ])()
  }
}
