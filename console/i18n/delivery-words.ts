import type { Language } from '../../core/community/community.ts'
import type { FailureReason, Message, PromptDelivery } from '../../core/message/message.ts'

interface DeliveryWords {
  /** The delivery of the prompt, shown at a slot or matter without an answer. */
  readonly prompt: Readonly<Record<PromptDelivery, string>>
  /** The delivery of a message. `unknown`: no receipt has come. */
  readonly message: Readonly<Record<'delivered' | 'failed' | 'unknown', string>>
  readonly why: Readonly<Record<FailureReason, string>>
}

export const deliveryWords: Readonly<Record<Language, DeliveryWords>> = {
  en: {
    prompt: {
      delivered: 'the last message that asked was delivered',
      not_delivered: 'the last message that asked was not delivered',
      unknown: 'whether the last message that asked was delivered is not known',
      written_back: 'something else than a reading has come since',
    },
    message: { delivered: 'Delivered', failed: 'Not delivered', unknown: 'Delivery not known' },
    why: {
      opted_out: 'wants no messages',
      invalid_number: 'no such number',
      unreachable: 'off or without a network',
      blocked: 'blocked by the carrier',
      other: 'no reason given',
    },
  },
  'zh-CN': {
    prompt: {
      delivered: '最后一条询问短信已送达',
      not_delivered: '最后一条询问短信没有送达',
      unknown: '最后一条询问短信是否送达不明',
      written_back: '此后来过短信，但不是体温',
    },
    message: { delivered: '已送达', failed: '未送达', unknown: '是否送达不明' },
    why: {
      opted_out: '已退订',
      invalid_number: '号码无效',
      unreachable: '关机或无信号',
      blocked: '被运营商拦截',
      other: '原因不明',
    },
  },
}

/** The delivery of a message that the provider has. undefined: the provider does not have it. */
export const deliveryOf = (
  { state, delivery }: Pick<Message, 'state' | 'delivery'>,
  language: Language,
): { readonly is: keyof DeliveryWords['message']; readonly words: string } | undefined => {
  if (state !== 'sent' && state !== 'unknown') return undefined
  const { message, why } = deliveryWords[language]
  if (delivery === undefined) return { is: 'unknown', words: message.unknown }
  if (delivery.state === 'delivered') return { is: 'delivered', words: message.delivered }
  return { is: 'failed', words: `${message.failed} (${why[delivery.why]})` }
}
