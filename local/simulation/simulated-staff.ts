import * as z from 'zod/mini'
import type { Language, Role } from '../../core/community/community.ts'
import { inWords } from '../../core/in-words.ts'
import { rolesOf } from '../../core/matter/ladder.ts'
import type { Sms } from '../../core/ports/messages.ts'
import { MatterKind, RungName } from '../../core/rule-book/rule-book.ts'
import { DAY, instant, milliseconds } from '../../core/time/instant.ts'
import { LocalTime } from '../../core/time/local-time.ts'
import { addDays, instantAt, localDate } from '../../core/time/time-zone.ts'
import type { Draws } from '../random/draws.ts'
import type { PlannedReply, Post, SimulatedPhones } from './simulated-phones.ts'
import type { Returnee } from './simulated-returnee.ts'
import { type Phrase, phrase, plainText, symptomIn } from './wordings.ts'

const SlotLabel = z.object({ date: z.string(), half: z.enum(['morning', 'evening']) })
const ToMeasure = z.object({ code: z.string(), slot: SlotLabel })
const Told = z.object({
  kind: MatterKind,
  rung: RungName,
  code: z.string(),
  slot: z.optional(SlotLabel),
  undelivered: z.optional(z.boolean()),
})
const ToConfirm = z.object({ oneTime: z.string(), urgent: z.optional(z.boolean()) })
const Coded = z.object({ code: z.string() })

/** A matter that one post is working on. */
interface Task {
  readonly plannedReplies: PlannedReply[]
  /** The last answer, to be repeated when it was not understood or not possible yet. */
  said?: string
  tries: number
}

interface Assignment {
  readonly post: Post
  readonly language: Language
  readonly code: string
  readonly returnee: Returnee
  readonly draws: Draws
}

/** Kinds of matter for which somebody has to ring or knock. */
type Absent = Extract<MatterKind, 'silence' | 'unreachable' | 'opted_out' | 'unclear_replies' | 'visit'>

const MORNING = LocalTime.parse('08:00')

/** An unassigned number: 141 is for machines, with longer numbers. */
const madeUpNumber = (draws: Draws): string => `+86141${String(draws.whole(10_000_000, 99_999_999))}`

/** Simulated staff: workers, office, police, doctor, hospital and administrator. */
export class SimulatedStaff {
  readonly #phones: SimulatedPhones
  readonly #tasks = new Map<string, Task>()

  constructor(phones: SimulatedPhones) {
    this.#phones = phones
  }

  receive(posts: readonly Post[], returnee: Returnee | undefined, sms: Sms): void {
    const [first] = posts
    if (first === undefined) return
    const language = sms.language === 'en' ? 'en' : 'zh-CN'
    switch (sms.template) {
      case 'new_returnee':
        if (returnee !== undefined) this.#welcome(first, returnee, sms, language)
        return
      case 'measure_for_them':
        if (returnee !== undefined) this.#measure(first, returnee, sms, language)
        return
      case 'matter':
        if (returnee !== undefined) this.#answerMatter(posts, returnee, sms, language)
        return
      case 'matter_settled':
        this.#drop(first, sms)
        return
      case 'echo':
        this.#confirm(first, sms)
        return
      case 'not_possible_now':
      case 'answer_help':
        this.#sayAgain(first, sms)
    }
  }

  #task({ phone }: Post, code: string): Task {
    const key = `${phone} ${code}`
    const known = this.#tasks.get(key)
    if (known !== undefined) return known
    const task: Task = { plannedReplies: [], tries: 0 }
    this.#tasks.set(key, task)
    return task
  }

  #say(
    { post, code }: Pick<Assignment, 'post' | 'code'>,
    minutes: number,
    text: string,
    also?: () => void,
  ): void {
    const task = this.#task(post, code)
    task.plannedReplies.push(
      this.#phones.in(minutes, () => {
        task.said = text
        also?.()
        void this.#phones.write(post.phone, text)
      }),
    )
  }

  #answer(assignment: Assignment, minutes: number, what: Phrase, more = '', also?: () => void): void {
    const { code, language } = assignment
    this.#say(assignment, minutes, `${code} ${phrase(what, language)}${more}`, also)
  }

  /** Most look at their phone within minutes; the others see the urgent echo. */
  #confirm(post: Post, sms: Sms): void {
    const told = ToConfirm.safeParse(sms.params)
    if (!told.success) return
    const { oneTime, urgent } = told.data
    const draws = this.#phones.draws(post.staff, oneTime, urgent === true ? 'again' : 'first')
    if (urgent !== true && draws.chance(0.1)) return
    this.#phones.in(draws.between(1, 3), () => void this.#phones.write(post.phone, oneTime))
  }

  /** The matter is settled: planned answers are cancelled. */
  #drop({ phone }: Post, sms: Sms): void {
    const told = Coded.safeParse(sms.params)
    if (!told.success) return
    const key = `${phone} ${told.data.code}`
    for (const reply of this.#tasks.get(key)?.plannedReplies ?? []) reply.cancel()
    this.#tasks.delete(key)
  }

  /** Repeats an answer that was not possible yet, a few times. */
  #sayAgain(post: Post, sms: Sms): void {
    const told = Coded.safeParse(sms.params)
    if (!told.success) return
    const task = this.#tasks.get(`${post.phone} ${told.data.code}`)
    if (task?.said === undefined || task.tries >= 8) return
    task.tries += 1
    this.#say({ post, code: told.data.code }, 90 * task.tries, task.said)
  }

  #welcome(post: Post, returnee: Returnee, sms: Sms, language: Language): void {
    const told = Coded.safeParse(sms.params)
    const draws = this.#phones.draws(post.staff, returnee.who, 'welcome')
    if (!told.success || !draws.chance(0.8)) return
    this.#answer({ post, language, code: told.data.code, returnee, draws }, draws.between(30, 300), 'reached')
  }

  #measure(post: Post, returnee: Returnee, sms: Sms, language: Language): void {
    const told = ToMeasure.safeParse(sms.params)
    if (!told.success) return
    const { code, slot } = told.data
    returnee.enter(slot)
    const attempt = Number(/-(\d+)$/.exec(sms.key)?.[1] ?? 0)
    const draws = this.#phones.draws(post.staff, returnee.who, `measure ${slot.date} ${slot.half} ${attempt}`)
    const task = this.#task(post, code)
    if (attempt === 0) task.plannedReplies.length = 0
    if (task.plannedReplies.length > 0 || !draws.chance(attempt === 0 ? 0.9 : 0.6)) return
    const assignment: Assignment = { post, language, code, returnee, draws }
    if (draws.chance(0.01)) this.#answer(assignment, draws.between(15, 50), 'not_at_home')
    else this.#say(assignment, draws.between(12, 52), `${code} ${this.#reading(assignment)}`)
  }

  #reading({ returnee, draws, language }: Assignment): string {
    const { tenths, symptom } = returnee.measure(draws)
    return [
      ...(tenths === undefined ? [] : [plainText(tenths)]),
      ...(symptom === undefined ? [] : [symptomIn(language, symptom)]),
    ].join(' ')
  }

  #answerMatter(posts: readonly Post[], returnee: Returnee, sms: Sms, language: Language): void {
    const told = Told.safeParse(sms.params)
    if (!told.success) return
    const { kind, rung, code, slot, undelivered } = told.data
    const roles: readonly Role[] = rolesOf(rung)
    const post = posts.find(({ role }) => roles.includes(role)) ?? posts[0]
    if (post === undefined) return
    const occasion = `${inWords(kind)} ${slot === undefined ? '' : `${slot.date} ${slot.half}`} ${inWords(rung)}`
    const draws = this.#phones.draws(post.staff, returnee.who, returnee.time(`${post.staff} ${occasion}`))
    const assignment: Assignment = { post, language, code, returnee, draws }
    switch (kind) {
      case 'silence':
      case 'unreachable':
      case 'opted_out':
      case 'unclear_replies':
      case 'visit':
        this.#lookFor(assignment, kind, undelivered === true)
        return
      case 'fever':
        this.#lookAfter(assignment)
        return
      case 'no_show':
        this.#bringIn(assignment)
        return
      case 'release':
      case 'decision':
        this.#decide(assignment, kind)
        return
      case 'request':
      case 'no_thermometer':
        this.#answer(assignment, draws.around(40, 0.5), 'handled')
        return
      case 'danger':
        this.#answer(assignment, draws.around(4, 0.5), 'taken')
        this.#answer(assignment, draws.around(30, 0.5), 'reached')
        return
      case 'wrong_number':
        if (post.role === 'grid_worker') this.#mendNumber(assignment, draws.around(50, 0.5))
        else this.#answer(assignment, draws.around(50, 0.5), 'reached')
    }
  }

  /** Most workers ring or knock and find the person; some do not answer, and the office sends somebody. */
  #lookFor(assignment: Assignment, kind: Absent, undelivered: boolean): void {
    const { draws, post } = assignment
    const isWorker = post.role === 'grid_worker'
    if (draws.chance(isWorker ? 0.07 : 0.05)) return
    if (draws.chance(0.35)) this.#answer(assignment, draws.between(1, 9), 'taken')
    const minutes = Math.min(draws.around(isWorker ? 34 : 48, 0.55), 118) + 9
    const mends = draws.chance(0.7)
    const share = draws.share()
    if (undelivered && draws.chance(0.3)) this.#answer(assignment, minutes, 'call_the_police')
    else if (kind === 'unreachable' && isWorker && mends) this.#mendNumber(assignment, minutes)
    else if (isWorker && share < 0.05) this.#answer(assignment, minutes, 'not_at_home')
    else if (isWorker && share < 0.065) this.#answer(assignment, minutes, 'refuses')
    else if (share > 0.985) this.#slip(assignment, minutes)
    else {
      const measures = draws.chance(isWorker ? 0.8 : 0.6) && kind !== 'opted_out'
      this.#answer(assignment, minutes, 'reached', measures ? ` ${this.#reading(assignment)}` : '')
    }
  }

  /** The code is mistyped, then corrected after the help text. */
  #slip(assignment: Assignment, minutes: number): void {
    const { post, language, code } = assignment
    const said = phrase('reached', language)
    this.#say(assignment, minutes, `${code.slice(0, 3)} ${said}`)
    this.#say(assignment, minutes + 4, `${code} ${said}`)
    this.#task(post, code).said = `${code} ${said}`
  }

  #mendNumber(assignment: Assignment, minutes: number): void {
    const { returnee, draws } = assignment
    this.#answer(assignment, minutes, 'number_mended', ` ${madeUpNumber(draws)}`, () => {
      returnee.brokenPhone = undefined
      returnee.phoneWorks = true
    })
  }

  #lookAfter(assignment: Assignment): void {
    const { post, draws, returnee } = assignment
    const { illness } = returnee.life
    if (post.role === 'hospital') {
      this.#answer(assignment, draws.around(15, 0.6), 'taken')
      if (illness?.missesTheClinic === true && !returnee.wasSought) {
        returnee.wasSought = true
        this.#answer(assignment, draws.between(180, 420), 'no_show')
      } else this.#judge(assignment, draws.between(240, 1300))
      return
    }
    if (!draws.chance(0.94)) return
    this.#answer(assignment, draws.around(9, 0.6), 'taken')
    const isClear = illness?.confirmed !== true && illness?.missesTheClinic !== true
    if (post.role === 'doctor' && isClear && draws.chance(0.25))
      this.#answer(assignment, draws.between(60, 240), 'ruled_out', '', () => returnee.recover())
  }

  /** What the clinic finds. */
  #judge(assignment: Assignment, minutes: number): void {
    const { returnee, draws } = assignment
    if (returnee.life.illness?.confirmed === true)
      this.#answer(assignment, minutes, draws.chance(0.75) ? 'confirmed' : 'hospitalised')
    else this.#answer(assignment, minutes, 'ruled_out', '', () => returnee.recover())
  }

  /** The office finds the person and brings them to the clinic. */
  #bringIn(assignment: Assignment): void {
    const { draws } = assignment
    this.#answer(assignment, draws.around(10, 0.6), 'taken')
    this.#answer(assignment, draws.between(40, 110), 'reached')
  }

  /** Approvals are signed in the morning; now and then one is put off for a day. */
  #decide(assignment: Assignment, kind: 'release' | 'decision'): void {
    const { draws, post } = assignment
    const now = this.#phones.now()
    const { zone } = post.community
    const opensOn = (day: number): number =>
      milliseconds(instantAt(addDays(localDate(instant(now), zone), day), MORNING, zone))
    const [today, tomorrow] = [opensOn(0), opensOn(1)]
    const isOpen = now >= today && now < today + DAY / 3
    const from = isOpen ? now : now < today ? today : tomorrow
    const minutes = (from - now) / 60_000 + draws.between(5, 100)
    const holds = kind === 'release' && draws.chance(0.02)
    this.#answer(assignment, minutes, holds ? 'hold' : 'approve')
  }
}
