import { expect, it } from 'vitest'
import { DECIDER_VERSION } from '../../core/aggregate/decider-version.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { RuleBook } from '../../core/rule-book/rule-book.ts'
import { openTestSystem, phones, sharpRuleBook } from './test-system.ts'

const twoDays = RuleBook.parse({
  ...sharpRuleBook,
  days: 2,
  release: { ...sharpRuleBook.release, cleanHours: 8 },
})

/** Ids of people and messages by the order in which they appear: how they are drawn is no rule. */
const withPlainIds = (text: string): string => {
  const names = new Map<string, string>()
  return text.replaceAll(
    /\b(iso|person|household)-[a-z0-9]{8,}|(?<="inbound":")[^"]+/g,
    (id, kind?: string) => {
      const name = names.get(id) ?? `${kind ?? 'message'}-${names.size + 1}`
      names.set(id, name)
      return name
    },
  )
}

const lineOf = ({ at, by, event, awaiting }: LedgerEntry): string =>
  `${at} ${by} ${JSON.stringify(event)}${awaiting === undefined ? '' : ` then ${JSON.stringify(awaiting)}`}`

/** A clean slot, a request, a silence that climbs to the police, a fever that is ruled out, holds, and a decision. */
it('the same life is decided in the same way, unless the version of the rules is another', async () => {
  const sixclear = await openTestSystem({ book: twoDays })
  const she = await sixclear.register({ flags: { livesAlone: true } })
  await sixclear.until('2020-02-11 08:20')
  await she.says('36.5')
  await sixclear.until('2020-02-11 08:40')
  await she.says('能帮我买点菜吗')
  await sixclear.until('2020-02-11 23:10')
  await sixclear.confirmed(phones.worker, `${(await she.matter('silence')).code} 已见`)
  await sixclear.until('2020-02-12 08:20')
  await she.says('37.4')
  await sixclear.until('2020-02-12 09:30')
  await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
  await sixclear.until('2020-02-12 18:20')
  await she.says('36.6')
  await sixclear.healthyUntil('2020-02-13 12:00', she)
  for (const { matter } of await she.matters())
    if (matter.state.name === 'open' && matter.kind === 'release')
      await sixclear.confirmed(phones.administrator, `${matter.code} 同意`)
  await sixclear.until('2020-02-16 12:00')
  const ledger = await she.ledger()
  expect(ledger.every(({ decider }) => decider === DECIDER_VERSION)).toBe(true)
  const text = withPlainIds(ledger.map(lineOf).join('\n'))
  await expect(
    `${text}\n`,
    'the same commands are decided otherwise: raise DECIDER_VERSION if a rule has changed, or it is a fault',
  ).toMatchFileSnapshot(`golden-ledgers/decider-${DECIDER_VERSION}.txt`)
})
