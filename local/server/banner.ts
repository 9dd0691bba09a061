import { join, relative } from 'node:path'
import { localDate, localTime } from '../../core/time/time-zone.ts'
import { rotationWords } from '../../usecases/rotate-lookups/rotation-words.ts'
import type { StartedServer } from './start-server.ts'

const pace = ({ clock }: StartedServer): string => {
  if (clock.paused) return 'the clock is paused'
  return clock.speed === 1 ? 'the clock runs in real time' : `the clock runs ${clock.speed} times as fast`
}

const answering = ({ simulation }: StartedServer): string =>
  simulation.on ? 'simulated people answer; ' : ''

/** The relative path, if it is shorter. */
const shortest = (path: string, folder: string): string => {
  const near = relative(folder, path)
  return near.startsWith('..') ? join(folder, near) : near
}

/**
 * What to try next: an address to open, and commands that work as they stand in `folder`. `consoleUrl`: where the
 * console is, when another server has it.
 */
export const banner = (started: StartedServer, folder: string, consoleUrl?: string): string => {
  const { port, stepFunctionsPort, file, token, communities, clock, rotation } = started
  const [community] = communities
  const url = `http://127.0.0.1:${port}`
  const page = consoleUrl ?? url
  const header = `@${shortest(token.headerFile, folder)}`
  const curl = `curl -H ${/^[\w./@-]+$/.test(header) ? header : `'${header}'`}`
  const json = "-H 'content-type: application/json'"
  const zone = community?.zone ?? 'UTC'
  const id = community?.id ?? 'none'
  const now = clock.now()
  return [
    `Open ${page}/#token=${token.value} in a browser (Step Functions API at http://127.0.0.1:${stepFunctionsPort})`,
    `Everybody's phone is at ${page}/phones`,
    'Whoever has the token can open this record. Your browser keeps it.',
    `${community?.name ?? 'No community'}, ${localDate(now, zone)} ${localTime(now, zone)}; ${pace(started)}; ${answering(started)}the record is ${file}`,
    ...(rotation === undefined ? [] : [rotationWords(rotation)]),
    'Or try in another terminal:',
    `  ${curl} ${url}/no-one-left-behind`,
    `  ${curl} '${url}/communities/${id}/isolations?include=person'`,
    `  ${curl} ${url}/phones/+8613800000106 ${json} -d '{"text":"36.5"}'`,
    `  ${curl} ${url}/clock/run ${json} -d '{"for":"P1D"}'`,
    `  ${curl} ${url}/`,
    'Ctrl-C stops it; the next start continues from there. npm start -- --help lists the options.',
    '',
  ].join('\n')
}
