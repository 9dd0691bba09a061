import { describe, expect, it } from 'vitest'
import { enqueue, type Sending, sendAll } from '../../console/pages/my-matters/answer-outbox.ts'
import {
  canBeTakenBack,
  isWorthAnotherTry,
  OUTCOME_UNKNOWN,
  QueuedAnswer,
  type SendResult,
} from '../../console/pages/my-matters/answer-queue.ts'
import { localAnswerStore } from '../../console/pages/my-matters/answer-storage.ts'

const HOUR = 3_600_000
const WORKER = 'staff:worker-li'

/** The parts of a browser's storage that are used. It outlives the page. */
class Kept implements Storage {
  readonly #items = new Map<string, string>()
  get length(): number {
    return this.#items.size
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value)
  }
  removeItem(key: string): void {
    this.#items.delete(key)
  }
  clear(): void {
    this.#items.clear()
  }
  text(): string {
    return [...this.#items.values()].join('\n')
  }
}

/** Records once for each key, as the API does, and gives the answers it was told to give. */
class Api {
  readonly recorded = new Map<string, QueuedAnswer>()
  readonly tries: string[] = []
  readonly #script: (SendResult | 'crash after recording')[]
  constructor(...script: (SendResult | 'crash after recording')[]) {
    this.#script = script
  }
  async take(answer: QueuedAnswer): Promise<SendResult> {
    this.tries.push(answer.id)
    const next = this.#script.shift() ?? { result: 'recorded' }
    if (next === 'crash after recording' || next.result === 'recorded') this.recorded.set(answer.id, answer)
    if (next === 'crash after recording') throw new Error('the page went away')
    return next
  }
}

/** One at a time, in order, like the browser's locks across tabs. */
const aLock = (): Sending['alone'] => {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const mine = last.then(run, run)
    last = mine.catch(() => undefined)
    return mine
  }
}

const answer = (id: string, more: Partial<QueuedAnswer> = {}): QueuedAnswer =>
  QueuedAnswer.parse({
    id,
    matter: `iso-abcd${id}-03-morning-silence`,
    code: '4821',
    answer: 'reached',
    at: Number(id) * 1000,
    ...more,
  })

const aDevice = (api: Api, storage = new Kept(), actor = WORKER, now = 10 * HOUR) => {
  const store = localAnswerStore(storage, actor)
  const sending: Sending = { store, send: (entry) => api.take(entry), alone: aLock(), now: () => now }
  return { storage, store, sending }
}

const later = { result: 'later' } as const
const refusal = { result: 'refused', status: 409, reason: 'not_now' } as const

describe('answers given without a connection', () => {
  it('are sent in the order in which they were given, and gone afterwards', async () => {
    const api = new Api()
    const { store, sending } = aDevice(api)
    for (const id of ['2', '1', '3']) enqueue(store, answer(id))
    expect(await sendAll(sending)).toBe('empty')
    expect(api.tries).toEqual(['1', '2', '3'])
    expect(store.all()).toEqual([])
  })

  it('stay in their order when nobody answers: the second never overtakes the first', async () => {
    const api = new Api(later, later)
    const { store, sending } = aDevice(api)
    enqueue(store, answer('1'))
    enqueue(store, answer('2'))
    expect(await sendAll(sending)).toBe('later')
    expect(await sendAll(sending)).toBe('later')
    expect(await sendAll(sending)).toBe('empty')
    expect(api.tries).toEqual(['1', '1', '1', '2'])
    expect([...api.recorded.keys()]).toEqual(['1', '2'])
  })

  it('are recorded once when the page closes between sending and removing', async () => {
    const api = new Api('crash after recording')
    const { storage, store, sending } = aDevice(api)
    enqueue(store, answer('1'))
    await expect(sendAll(sending)).rejects.toThrow('went away')
    expect(store.all()).toHaveLength(1)
    const afterReload = aDevice(api, storage)
    expect(await sendAll(afterReload.sending)).toBe('empty')
    expect(api.tries).toEqual(['1', '1'])
    expect(api.recorded.size).toBe(1)
    expect(afterReload.store.all()).toEqual([])
  })

  it('are not sent by two tabs at once', async () => {
    const api = new Api()
    const { storage, store, sending } = aDevice(api)
    const other = { ...aDevice(api, storage).sending, alone: sending.alone }
    for (const id of ['1', '2', '3']) enqueue(store, answer(id))
    await Promise.all([sendAll(sending), sendAll(other)])
    expect(api.tries).toEqual(['1', '2', '3'])
  })

  it('are not doubled by a second tap, while another answer to the same matter waits its turn', () => {
    const { store } = aDevice(new Api())
    const { matter } = answer('1')
    expect(enqueue(store, answer('1'))).toBe(true)
    expect(enqueue(store, answer('2', { matter }))).toBe(false)
    expect(enqueue(store, answer('3', { matter, answer: 'not_at_home' }))).toBe(true)
    expect(store.all().map(({ id }) => id)).toEqual(['1', '3'])
  })

  it('of one person are not sent when somebody else uses the device', async () => {
    const api = new Api()
    const { storage, store } = aDevice(api)
    enqueue(store, answer('1'))
    const somebodyElse = aDevice(api, storage, 'staff:worker-l')
    expect(await sendAll(somebodyElse.sending)).toBe('empty')
    expect(api.tries).toEqual([])
    expect(store.all()).toHaveLength(1)
  })

  it('wait for the next sign-in when the token has run out', async () => {
    const api = new Api({ result: 'signed_out' })
    const { store, sending } = aDevice(api)
    enqueue(store, answer('1'))
    expect(await sendAll(sending)).toBe('signed_out')
    expect(store.all().map(({ refused }) => refused)).toEqual([undefined])
    expect(await sendAll(sending)).toBe('empty')
    expect(api.recorded.size).toBe(1)
  })
})

describe('a refused answer', () => {
  it('stays with its reason, and the others are sent', async () => {
    const api = new Api(refusal)
    const { store, sending } = aDevice(api)
    enqueue(store, answer('1'))
    enqueue(store, answer('2'))
    expect(await sendAll(sending)).toBe('empty')
    expect(store.all().map(({ id, refused }) => [id, refused])).toEqual([
      ['1', { status: 409, reason: 'not_now' }],
    ])
    expect([...api.recorded.keys()]).toEqual(['2'])
  })

  it('is not sent again by itself, but can be given anew', async () => {
    const api = new Api(refusal)
    const { store, sending } = aDevice(api)
    enqueue(store, answer('1'))
    await sendAll(sending)
    await sendAll(sending)
    expect(api.tries).toEqual(['1'])
    expect(enqueue(store, answer('2', { matter: answer('1').matter }))).toBe(true)
  })

  it('keeps neither number nor temperature', async () => {
    const { storage, store, sending } = aDevice(new Api(refusal))
    enqueue(store, answer('1', { answer: 'number_mended', phone: '13800001111', temperature: 36.6 }))
    expect(storage.text()).toContain('13800001111')
    await sendAll(sending)
    expect(storage.text()).not.toMatch(/13800001111|36\.6/)
    expect(store.all()).toHaveLength(1)
  })
})

describe('an answer that may have arrived', () => {
  it('cannot be taken back, unlike one that never left', async () => {
    const { store, sending } = aDevice(new Api(later))
    enqueue(store, answer('1'))
    enqueue(store, answer('2'))
    await sendAll(sending)
    expect(store.all().map(canBeTakenBack)).toEqual([false, true])
  })

  it('is not tried again when the API has forgotten its key, and is shown as unknown', async () => {
    const first = aDevice(new Api(later), undefined, WORKER, 0)
    enqueue(first.store, answer('1'))
    await sendAll(first.sending)
    const api = new Api()
    const nextDay = aDevice(api, first.storage, WORKER, 21 * HOUR)
    expect(await sendAll(nextDay.sending)).toBe('empty')
    expect(api.tries).toEqual([])
    expect(nextDay.store.all()[0]?.refused?.status).toBe(OUTCOME_UNKNOWN)
  })

  it('that never left is sent however old it is', async () => {
    const api = new Api()
    const { store, sending } = aDevice(api, undefined, WORKER, 500 * HOUR)
    enqueue(store, answer('1'))
    await sendAll(sending)
    expect(api.recorded.size).toBe(1)
  })
})

describe('what the API answers', () => {
  it.each([408, 429, 500, 502, 503, 504])('is worth another try with %i', (status) => {
    expect(isWorthAnotherTry(status)).toBe(true)
  })

  it.each([400, 403, 404, 409, 413, 422])('is a refusal with %i', (status) => {
    expect(isWorthAnotherTry(status)).toBe(false)
  })
})

describe('an unreadable entry in the storage', () => {
  it('is left alone', () => {
    const { storage, store } = aDevice(new Api())
    storage.setItem(`sixclear.answer.${WORKER}/x`, '{"id":')
    storage.setItem(`sixclear.answer.${WORKER}/y`, '{"id":"y"}')
    enqueue(store, answer('1'))
    expect(store.all().map(({ id }) => id)).toEqual(['1'])
  })
})
