import { type Cost, cleanIsolation } from './measure-cost.ts'
import { mean } from './weigh-items.ts'

// What DynamoDB does for one clean isolation of 14 days. npm run cost.

// US East list prices of on-demand units in September 2026: https://aws.amazon.com/dynamodb/pricing/on-demand/
const USD_PER_MILLION_WRITES = 0.625
const USD_PER_MILLION_READS = 0.125

const dollars = ({ reads, writes }: Cost): number =>
  (writes * USD_PER_MILLION_WRITES + reads * USD_PER_MILLION_READS) / 1_000_000

const show = (what: string, cost: Cost, times = 1): void => {
  const each = (figure: number): string => (figure / times).toFixed(times === 1 ? 0 : 1).padStart(10)
  console.log(
    `${what.padEnd(34)}${each(cost.requests)}${each(cost.reads)}${each(cost.writes)}   $${(dollars(cost) / times).toFixed(7)}`,
  )
}

const { registered, prompts, replies, receipts, released, all, sweep, sizes } = await cleanIsolation()
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
