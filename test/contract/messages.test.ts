import { instant } from '../../core/instant.ts'
import { Timeline } from '../../local/clock/timeline.ts'
import { Database } from '../../local/database.ts'
import { Inbox } from '../../local/inbox.ts'
import { Queue } from '../../local/queue.ts'
import { messagesContract } from './messages.contract.ts'

messagesContract('the inbox', async () => {
  const database = new Database(':memory:')
  const scheduler = new Timeline({ startAt: 0 })
  const inbox = new Inbox({
    database,
    clock: { now: () => instant(scheduler.now()) },
    inbound: new Queue({ database, scheduler, name: 'inbound' }),
  })
  return {
    messages: inbox,
    refuse: async (phone, reason) => {
      if (reason === 'opted out') await inbox.reply(phone, 'STOP')
      else inbox.setCondition(phone, reason)
    },
    throttleNext: async () => inbox.throttleNext(1),
    texts: async (phone) =>
      inbox
        .received(phone)
        .messages.filter(({ direction }) => direction === 'to phone')
        .map(({ text }) => text),
    alertKeys: async () => inbox.alerts().alerts.map(({ key }) => key),
    close: async () => database.close(),
  }
})
