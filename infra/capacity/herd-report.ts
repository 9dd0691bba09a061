import { type BillLine, bill, consolesBill, everyEventLogged, messagesBill, totalUsd } from './bill.ts'
import { cellsFor, type Herd, type Load, longWork, morning } from './herd.ts'

const figure = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })

/** A line for each load, and one above them. */
export const loadTable = (loads: readonly Load[]): string[] => [
  `${''.padEnd(36)}${'needed'.padStart(10)}${'allowed'.padStart(10)}  ${''.padEnd(13)}${'minutes late'.padStart(12)}${'most people'.padStart(13)}`,
  ...loads.map(({ what, unit, needed, allowed, minutesLate, most, holds, source }) =>
    [
      what.padEnd(36),
      figure(needed).padStart(10),
      figure(allowed).padStart(10),
      `  ${unit.padEnd(13)}`,
      (minutesLate === undefined ? '' : figure(minutesLate)).padStart(12),
      figure(most).padStart(13),
      holds ? '' : `  too little: ${source}`,
    ]
      .join('')
      .trimEnd(),
  ),
]

const whole = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 })

const verdict = (herd: Herd, [first]: readonly Load[]): string[] => {
  if (first === undefined) return []
  const { cells, peopleEach } = cellsFor(herd)
  return first.holds
    ? [`Holds. First to break: ${first.what}, beyond ${whole(first.most)} people.`]
    : [
        `Does not hold. First to break: ${first.what}, beyond ${whole(first.most)} people.`,
        `${whole(cells)} cells of ${whole(peopleEach)} people would hold them.`,
      ]
}

/** The morning, what takes longer, and the bill: what `npm run herd` prints. */
export const herdReport = (herd: Herd): string[] => {
  const { people, region, spreadMinutes } = herd
  const loads = morning(herd)
  const billed = ({ part, usd }: BillLine): string =>
    `${part.padEnd(58)}$${usd.toFixed(6)}${`$${whole(usd * people)}`.padStart(13)}`
  const lines = bill(region)
  return [
    `${whole(people)} people, asked over ${spreadMinutes} minutes, in ${region ?? 'a region with the smaller quotas'}`,
    '',
    ...loadTable(loads),
    '',
    ...verdict(herd, loads),
    '',
    ...longWork(herd).map(({ what, hours }) => `${what.padEnd(58)}${hours.toFixed(1).padStart(6)} hours`),
    '',
    `${'a clean isolation, without what messages cost'.padEnd(58)}${'each'.padStart(9)}${'all'.padStart(13)}`,
    ...lines.map(billed),
    billed({ part: 'together', usd: totalUsd(lines) }),
    billed({ ...everyEventLogged, part: `not in it, off: ${everyEventLogged.part}` }),
    billed({ ...messagesBill, part: `not in it: ${messagesBill.part}` }),
    billed({ ...consolesBill(), part: `not in it: ${consolesBill().part}` }),
  ]
}
