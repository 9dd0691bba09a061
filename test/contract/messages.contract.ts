import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Alert, Alerts } from '../../core/ports/alerts.ts'
import {
  MessageRefused,
  type Messages,
  MessagesThrottled,
  type RefusalReason,
  type Sms,
} from '../../core/ports/messages.ts'
import { instant } from '../../core/time/instant.ts'
import { receiptIn } from '../../usecases/receive-receipt/receipt-in.ts'

export interface MessagesHarness {
  readonly messages: Messages
  readonly alerts: Alerts
  /** The provider no longer serves this number. */
  refuse(phone: string, reason: RefusalReason): Promise<void>
  /** The provider throttles the next call. */
  throttleNext(): Promise<void>
  /** The texts that reached this phone, in order. */
  texts(phone: string): Promise<string[]>
  /** What the provider says later of the texts it took, as it says it. All of them were delivered. */
  receipts(): Promise<string[]>
  /** The keys of the alerts that a subscriber sees; one that was repeated may be there more than once. */
  alertKeys(): Promise<string[]>
  close(): Promise<void>
}

const PHONE = '+8613800000001'
const sms = (overrides: Partial<Sms> = {}): Sms => ({
  key: 'isolation-1/slot-3/1',
  to: PHONE,
  template: 'prompt',
  params: { slot: 3 },
  language: 'zh-CN',
  text: '【社区】2月11日早上，请回复体温，如36.5',
  ...overrides,
})
const alert = (overrides: Partial<Alert> = {}): Alert => ({
  key: 'matter-1/1',
  community: 'sample',
  grid: 'grid-1',
  department: 'street_office',
  kind: 'silence',
  body: { isolation: 'isolation-1' },
  ...overrides,
})

/** The contract of every adapter of the Messages and Alerts ports. */
export const messagesContract = (name: string, makeHarness: () => Promise<MessagesHarness>): void => {
  describe(`the Messages contract, kept by ${name}`, () => {
    let harness: MessagesHarness
    let messages: Messages
    let alerts: Alerts

    beforeEach(async () => {
      harness = await makeHarness()
      messages = harness.messages
      alerts = harness.alerts
    })
    afterEach(() => harness.close())

    it('sends a text to the provider and returns its id', async () => {
      const { providerId } = await messages.send(sms())
      expect(providerId).not.toBe('')
      expect(await harness.texts(PHONE)).toEqual([sms().text])
    })

    it('gives each text its own id, and sends at each call', async () => {
      const first = await messages.send(sms())
      const second = await messages.send(sms())
      expect(second.providerId).not.toBe(first.providerId)
      expect(await harness.texts(PHONE)).toHaveLength(2)
    })

    it('has its receipts name the text by its business key, and tell under which id the provider took it', async () => {
      const first = await messages.send(sms())
      const second = await messages.send(sms({ key: 'isolation-1/slot-3/2', to: '+8613800000002' }))
      const receipts = (await harness.receipts()).map(receiptIn)
      expect(receipts).toMatchObject([
        { key: 'isolation-1/slot-3/1', providerId: first.providerId, delivery: { state: 'delivered' } },
        { key: 'isolation-1/slot-3/2', providerId: second.providerId, delivery: { state: 'delivered' } },
      ])
    })

    it('takes a text that is of no use later', async () => {
      const validUntil = instant(Date.parse('2020-02-20T03:00:00Z'))
      await messages.send(sms({ validUntil }))
      expect(await harness.texts(PHONE)).toHaveLength(1)
    })

    it.each(['36.5 ok', '体温😷\u200b"引号"', 'two\nlines', 'x'.repeat(1600)])(
      'sends unchanged: %j',
      async (text) => {
        await messages.send(sms({ text }))
        expect(await harness.texts(PHONE)).toEqual([text])
      },
    )

    it.each(['', ' \n', 'x'.repeat(1601)])('refuses a text that no provider accepts: %j', async (text) => {
      const error: unknown = await messages.send(sms({ text })).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Error)
      expect(error).not.toBeInstanceOf(MessageRefused)
      expect(error).not.toBeInstanceOf(MessagesThrottled)
      expect(await harness.texts(PHONE)).toEqual([])
    })

    it.each(['13800000001', '+86 138 0000 0001', '+0138000000', '008613800000001', '', 'Zhang Wei'])(
      'refuses a number that is not E.164: %j',
      async (to) => {
        await expect(messages.send(sms({ to }))).rejects.toMatchObject({
          name: 'MessageRefused',
          reason: 'invalid_number',
        })
      },
    )

    it.each<RefusalReason>(['opted_out', 'invalid_number'])(
      'refuses a number that is %s, and no other',
      async (reason) => {
        await harness.refuse(PHONE, reason)
        const error: unknown = await messages.send(sms()).catch((refusal: unknown) => refusal)
        expect(error).toBeInstanceOf(MessageRefused)
        expect(error).toMatchObject({ reason })
        expect(String(error)).not.toContain(PHONE)
        expect(await harness.texts(PHONE)).toEqual([])
        await messages.send(sms({ to: '+8613800000002' }))
        expect(await harness.texts('+8613800000002')).toHaveLength(1)
      },
    )

    it('throws when throttled, sends nothing then, and sends at the next call', async () => {
      await harness.throttleNext()
      await expect(messages.send(sms())).rejects.toBeInstanceOf(MessagesThrottled)
      expect(await harness.texts(PHONE)).toEqual([])
      await messages.send(sms())
      expect(await harness.texts(PHONE)).toHaveLength(1)
    })

    it('publishes alerts, also twice, without an error', async () => {
      await alerts.publish(alert())
      await alerts.publish(alert())
      await alerts.publish(alert({ key: 'matter-2/1' }))
      expect(new Set(await harness.alertKeys())).toEqual(new Set(['matter-1/1', 'matter-2/1']))
    })

    it('throws when publishing is throttled', async () => {
      await harness.throttleNext()
      await expect(alerts.publish(alert())).rejects.toBeInstanceOf(MessagesThrottled)
      expect(await harness.alertKeys()).toEqual([])
    })
  })
}
