import { localDate, localTime } from '../../core/zone.ts'
import type { Started } from './start.ts'

const pace = ({ clock }: Started): string => {
  if (clock.paused) return 'the clock stands still'
  return clock.speed === 1 ? 'the clock runs in real time' : `the clock runs ${clock.speed} times as fast`
}

const answering = ({ simulation }: Started): string => (simulation.on ? 'simulated people answer; ' : '')

/** What to try next: an address to open, and commands that work as they stand. */
export const banner = (started: Started): string => {
  const { port, stepFunctionsPort, file, communities, clock } = started
  const [community] = communities
  const url = `http://127.0.0.1:${port}`
  const json = "-H 'content-type: application/json'"
  const zone = community?.zone ?? 'UTC'
  const id = community?.id ?? 'none'
  const now = clock.now()
  return [
    `Open ${url} in a browser (Step Functions API at http://127.0.0.1:${stepFunctionsPort})`,
    `Everybody's phone is at ${url}/phones`,
    `${community?.name ?? 'No community'}, ${localDate(now, zone)} ${localTime(now, zone)}; ${pace(started)}; ${answering(started)}the record is ${file}`,
    'Or try in another terminal:',
    `  curl ${url}/no-one-left-behind`,
    `  curl '${url}/communities/${id}/isolations?include=person'`,
    `  curl ${url}/phones/+8613800000106 ${json} -d '{"text":"36.5"}'`,
    `  curl ${url}/clock/run ${json} -d '{"for":"P1D"}'`,
    `  curl ${url}/`,
    'Ctrl-C stops it; the next start goes on where it stood. npm start -- --help names the options.',
    '',
  ].join('\n')
}
