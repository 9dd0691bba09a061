import type { Message } from '../domain/message.ts'

const mustArrive = new Set([
  'fever',
  'measurePrompt',
  'released',
  'held',
  'welcome',
  'instructions',
  'commitment',
])

/**
 * Whether a text whose result was lost in a crash is sent once more. A doubled prompt teaches people to ignore prompts,
 * and a reminder or a worker follows it anyway; a lost alert, notice or staff text has nobody behind it.
 */
export const repeatAfterCrash = (message: Pick<Message, 'to' | 'template'>): boolean =>
  message.to.who === 'staff' || mustArrive.has(message.template)
