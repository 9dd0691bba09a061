import type { Fault } from './faults.ts'
import type { Generated, Tally } from './generate.ts'

const table = (title: string, { texts, faults }: Tally): string[] => [
  '',
  `${title}: ${texts} texts`,
  ...faults.flatMap(({ fault, count, of, examples }) => {
    const rate = of === 0 ? '-' : `${((100 * count) / of).toFixed(3)} %`
    return [
      `  ${fault.padEnd(48)} ${String(count).padStart(8)} of ${String(of).padStart(8)}  ${rate.padStart(10)}`,
      ...examples.map((example) => `      ${example}`),
    ]
  }),
]

export const generatedTable = ({ read, done }: Generated): string =>
  `${[...table('read', read), ...table('through the use cases', done)].join('\n')}\n`

export const generatedJson = (generated: Generated): string => `${JSON.stringify(generated)}\n`

const GRAVEST: readonly Fault[] = ['exception', 'fever recorded as normal']

/** Nothing threw, and no fever was recorded as normal. */
export const isSound = ({ read, done }: Generated): boolean =>
  [...read.faults, ...done.faults].every(({ fault, count }) => count === 0 || !GRAVEST.includes(fault))
