import { bill, totalUsd } from '../../infra/capacity/bill.ts'
import { prices } from '../../infra/capacity/prices.ts'
import { type Cost, cleanIsolation } from './measure-cost.ts'
import { mean } from './weigh-items.ts'

// What DynamoDB and Step Functions do for one clean isolation of 14 days, and what all of AWS takes for it. npm run cost.

const dollars = ({ reads, writes }: Cost): number =>
  writes * prices.writeUnit.usd + reads * prices.readUnit.usd

const show = (what: string, cost: Cost, times = 1): void => {
  const each = (figure: number): string => (figure / times).toFixed(times === 1 ? 0 : 1).padStart(10)
  console.log(
    `${what.padEnd(34)}${each(cost.requests)}${each(cost.reads)}${each(cost.writes)}   $${(dollars(cost) / times).toFixed(7)}`,
  )
}

const { registered, prompts, replies, receipts, released, all, sweep, sizes, steps, sent, heard } =
  await cleanIsolation()
console.log(`${''.padEnd(34)}  requests     reads    writes   on demand`)
show('registered and welcomed', registered)
show(`a prompt (mean of ${prompts.times})`, prompts.cost, prompts.times)
show(`a reply (mean of ${replies.times})`, replies.cost, replies.times)
show(`a receipt (mean of ${receipts.times})`, receipts.cost, receipts.times)
show('approved and released', released)
show('a clean isolation of 14 days', all)
show('one sweep', sweep)

console.log(`\n${'items written'.padEnd(34)}     times      mean   largest`)
for (const [kind, bytes] of [...sizes].sort(([, a], [, b]) => b.length - a.length))
  console.log(
    `${kind.padEnd(34)}${[bytes.length, mean(bytes), Math.max(...bytes)].map((figure) => figure.toFixed(0).padStart(10)).join('')}`,
  )

console.log(
  `\nStep Functions: ${steps.transitions} transitions, ${steps.invocations} functions called, ${steps.events} events\nmessages sent: ${sent}, texts heard: ${heard}\n`,
)
console.log('US dollars of a clean isolation, without messages')
for (const { part, usd } of bill()) console.log(`${part.padEnd(54)}$${usd.toFixed(6)}`)
console.log(`${'together'.padEnd(54)}$${totalUsd(bill()).toFixed(6)}`)
