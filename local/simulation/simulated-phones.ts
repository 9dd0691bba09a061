import type { Timeline } from 'local-step-functions/timeline'
import { type Community, postsOf, type Role } from '../../core/community/community.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { Draws } from '../random/draws.ts'
import type { Inbox } from '../sms/inbox.ts'

/** A reply that is scheduled. */
export interface PlannedReply {
  cancel(): void
}

export interface Post {
  readonly role: Role
  readonly staff: string
  readonly phone: string
  readonly community: Community
}

/** What simulated people may do with the inbox. */
export type PhoneAccess = Pick<Inbox, 'listen' | 'reply' | 'setCondition'>

/**
 * Whether somebody else has written `text`, or an answer to the same, on this phone since then (milliseconds of the
 * timeline).
 */
export type IsAnswered = (phone: string, text: string, since: number) => boolean

export interface SimulatedPhonesOptions {
  readonly timeline: Timeline
  readonly inbox: PhoneAccess
  readonly seed: string
  readonly communities: readonly Community[]
  readonly isAnswered?: IsAnswered
}

/** All that simulated residents and staff can use: their phones and the clock. */
export class SimulatedPhones {
  readonly inbox: PhoneAccess
  readonly seed: string
  readonly #timeline: Timeline
  readonly #isAnswered: IsAnswered
  readonly #posts = new Map<string, Post[]>()
  #isOver = false
  /** When the present reply was planned. */
  #since = Number.POSITIVE_INFINITY

  constructor({ timeline, inbox, seed, communities, isAnswered = () => false }: SimulatedPhonesOptions) {
    this.inbox = inbox
    this.seed = seed
    this.#timeline = timeline
    this.#isAnswered = isAnswered
    for (const community of communities)
      for (const { role, staff } of postsOf(community)) {
        const { id, phone } = staff
        this.#posts.set(phone, [...this.postsAt(phone), { role, staff: id, phone, community }])
      }
  }

  now(): number {
    return this.#timeline.now()
  }

  draws(...occasion: readonly string[]): Draws {
    return new Draws(this.seed, ...occasion)
  }

  postsAt(phone: string): readonly Post[] {
    return this.#posts.get(phone) ?? []
  }

  /** The post of the same community that has this role. */
  colleague(post: Post, role: Role): Post | undefined {
    for (const posts of this.#posts.values())
      for (const other of posts) if (other.community === post.community && other.role === role) return other
    return undefined
  }

  at(time: number, run: () => void): PlannedReply {
    const since = this.now()
    return this.#timeline.at(time, () => {
      if (this.#isOver) return
      this.#since = since
      run()
    })
  }

  /** After so many minutes, to the second. */
  in(minutes: number, run: () => void): PlannedReply {
    return this.at(this.now() + Math.round(minutes * 60) * (MINUTE / 60), run)
  }

  async write(phone: string, text: string): Promise<void> {
    if (!this.#isAnswered(phone, text, this.#since)) await this.inbox.reply(phone, text)
  }

  close(): void {
    this.#isOver = true
  }
}
