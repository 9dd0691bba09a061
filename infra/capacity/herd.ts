import type { Throughput } from '../stages/capacity-settings.ts'
import type { Stage } from '../stages/stages.ts'
import { type Quotas, quotasIn, type Rate } from './quotas.ts'
import { functionSeconds, workload } from './workload.ts'

/** The settings of a stage that its capacity follows from. */
export type Sized = Pick<Stage, 'sms' | 'dueShards' | 'openExecutionsQuota' | 'api' | 'throughput'> & {
  readonly quotas?: Stage['quotas']
}

export interface Herd {
  /** Isolations that are open at the same time: all of them are asked in the same slot. */
  readonly people: number
  readonly region?: string | undefined
  /** Over how many minutes the prompts of a slot are spread. */
  readonly spreadMinutes: number
  readonly stage: Sized
}

/** One thing that the morning needs, against what there is of it. */
export interface Load {
  readonly what: string
  readonly unit: string
  readonly needed: number
  readonly allowed: number
  /** How long after their own moment the last are served, in minutes. Absent: what is needed at a time, not one by one. */
  readonly minutesLate?: number
  readonly holds: boolean
  /** The largest number of people that it holds. */
  readonly most: number
  /** Where `allowed` comes from. */
  readonly source: string
}

/** How late the last prompt may be: an objective of the dashboard (99 % within 10 minutes of their moment). */
export const MOST_MINUTES_LATE = 10
/** Of the people open, who have something urgent in one slot; each is told to two. A guess on the safe side. */
const URGENT_SHARE = 0.01
const URGENT_MESSAGES = 2
/** A console that somebody sees for this many isolations; a community has five times as many. */
export const PEOPLE_PER_CONSOLE = 100
const PEOPLE_PER_COMMUNITY = 500
/** One console in ten is worked with at a time. It looks every 1.5 seconds, the others every ten: use-changes.ts. */
const IN_USE = 0.1
export const LOOKS_PER_CONSOLE_SECOND = IN_USE / 1.5 + (1 - IN_USE) / 10
/** At eight o'clock every look finds a change, and a page reads three answers again. */
export const READS_PER_CONSOLE_SECOND = LOOKS_PER_CONSOLE_SECOND * 3
/** The edge keeps the mark of a community for two seconds: infra/constructs/console.ts. */
const MARKS_PER_COMMUNITY_SECOND = 1 / 2
/** Keep half of the environments for what is not the herd. */
const LAMBDA_SHARE = 0.5

const ratesFrom = ({ region, stage }: Herd): Quotas => {
  const quotas = quotasIn(region)
  const raised = (name: keyof NonNullable<Stage['quotas']>, rate: Rate): Rate => {
    const perSecond = stage.quotas?.[name]
    return perSecond === undefined
      ? rate
      : { perSecond, bucket: Math.max(rate.bucket, perSecond), source: 'the stage: quotas', asOf: rate.asOf }
  }
  return {
    ...quotas,
    stateTransitions: raised('stateTransitions', quotas.stateTransitions),
    startExecution: raised('startExecution', quotas.startExecution),
    stopExecution: raised('stopExecution', quotas.stopExecution),
    sendTask: raised('sendTask', quotas.sendTask),
    tableWrites: raised('tableWrites', quotas.tableWrites),
    lambdaConcurrency: {
      ...quotas.lambdaConcurrency,
      atOnce: stage.quotas?.lambdaConcurrency ?? quotas.lambdaConcurrency.atOnce,
    },
  }
}

/** What the stage limits for the bill: of that nothing is saved up. */
const atMost = (rate: Rate, { most }: Throughput = {}): Rate =>
  most === undefined || most.writes >= rate.perSecond
    ? rate
    : { ...rate, perSecond: most.writes, bucket: 0, source: 'the stage: throughput' }

/** Served one after the other while the prompts are spread, and for MOST_MINUTES_LATE longer. */
const oneByOne = (
  { people, spreadMinutes }: Herd,
  { what, unit, each, rate }: { what: string; unit: string; each: number; rate: Rate },
): Load => {
  const seconds = spreadMinutes * 60
  const served = (within: number): number => rate.bucket + rate.perSecond * within
  const backlog = Math.max(0, people * each - served(seconds))
  const minutesLate = backlog / rate.perSecond / 60
  return {
    what,
    unit: `${unit}/s`,
    needed: (people * each) / Math.max(60, seconds),
    allowed: rate.perSecond,
    minutesLate,
    holds: minutesLate <= MOST_MINUTES_LATE,
    most: Math.floor(served(seconds + MOST_MINUTES_LATE * 60) / each),
    source: rate.source,
  }
}

const atATime = (
  { people }: Herd,
  { what, unit, each, allowed, source }: Omit<Load, 'needed' | 'holds' | 'most'> & { each: number },
): Load => ({
  what,
  unit,
  needed: people * each,
  allowed,
  holds: people * each <= allowed,
  most: Math.floor(allowed / each),
  source,
})

/** The morning of a stage: everything that has a limit, in the order of what breaks first. */
export const morning = (herd: Herd): Load[] => {
  const { stage, spreadMinutes } = herd
  const quotas = ratesFrom(herd)
  const { slot } = workload
  const { urgentPerSecond } = stage.sms
  const texts = (perSecond: number): Rate => ({
    perSecond,
    bucket: 0,
    source: 'the stage: sms.perSecond',
    asOf: '',
  })
  const secondsOfFunctions =
    functionSeconds.step + functionSeconds.receive + functionSeconds.receipt + functionSeconds.deliver
  const loads = [
    oneByOne(herd, {
      what: 'prompts (routine lane)',
      unit: 'texts',
      each: slot.sent,
      rate: texts(stage.sms.perSecond - urgentPerSecond),
    }),
    oneByOne(herd, {
      what: 'urgent texts (their lane)',
      unit: 'texts',
      each: URGENT_SHARE * URGENT_MESSAGES,
      rate: texts(urgentPerSecond),
    }),
    oneByOne(herd, {
      what: 'Step Functions: state transitions',
      unit: 'transitions',
      each: slot.transitions,
      rate: quotas.stateTransitions,
    }),
    oneByOne(herd, {
      what: 'Step Functions: SendTaskSuccess',
      unit: 'calls',
      each: slot.tasksAnswered,
      rate: quotas.sendTask,
    }),
    oneByOne(herd, {
      what: `due index: ${stage.dueShards} partition keys`,
      unit: 'units',
      each: slot.dueWriteUnits,
      rate: atMost(
        { ...quotas.partitionWrites, perSecond: quotas.partitionWrites.perSecond * stage.dueShards },
        stage.throughput?.due,
      ),
    }),
    oneByOne(herd, {
      what: 'record: table and indexes',
      unit: 'units',
      each: slot.writeUnits,
      rate: atMost(quotas.tableWrites, stage.throughput?.table),
    }),
    atATime(herd, {
      what: 'Lambda: environments',
      unit: 'at once',
      each: secondsOfFunctions / Math.max(60, spreadMinutes * 60),
      allowed: quotas.lambdaConcurrency.atOnce * LAMBDA_SHARE,
      source: quotas.lambdaConcurrency.source,
    }),
    atATime(herd, {
      what: 'Step Functions: open executions',
      unit: 'open',
      each: 1 + URGENT_SHARE,
      allowed: stage.openExecutionsQuota,
      source: 'the stage: openExecutionsQuota',
    }),
    atATime(herd, {
      what: 'API: marks that the edge asks for',
      unit: 'requests/s',
      each: MARKS_PER_COMMUNITY_SECOND / PEOPLE_PER_COMMUNITY,
      allowed: Math.min(stage.api.marks.perSecond, quotas.apiRequests.perSecond),
      source: 'the stage: api.marks',
    }),
    atATime(herd, {
      what: 'API: reads of open consoles',
      unit: 'requests/s',
      each: READS_PER_CONSOLE_SECOND / PEOPLE_PER_CONSOLE,
      allowed: Math.min(stage.api.requestsPerSecond, quotas.apiRequests.perSecond),
      source: 'the stage: api.requestsPerSecond',
    }),
  ]
  return loads.sort((a, b) => a.most - b.most)
}

/** What takes hours and no morning: each in hours, at the pace that Step Functions allows. */
export interface LongWork {
  readonly what: string
  readonly hours: number
}

export const longWork = (herd: Herd): LongWork[] => {
  const { startExecution, stopExecution, listExecutions } = ratesFrom(herd)
  const hours = (calls: number, perSecond: number): number => calls / perSecond / 3600
  return [
    { what: 'register everybody (StartExecution)', hours: hours(herd.people, startExecution.perSecond) },
    {
      what: 'move everybody to a new workflow text (StopExecution)',
      hours: hours(herd.people, Math.min(stopExecution.perSecond, startExecution.perSecond)),
    },
    {
      what: 'a full list of open executions (ListExecutions)',
      hours: hours(herd.people / 1_000, listExecutions.perSecond),
    },
  ]
}

/** Cells of this size, each an account of its own, that hold the people of the herd. */
export const cellsFor = (herd: Herd): { readonly cells: number; readonly peopleEach: number } => {
  const [{ most } = { most: 0 }] = morning(herd)
  const cells = Math.max(1, Math.ceil(herd.people / Math.max(1, most)))
  return { cells, peopleEach: Math.ceil(herd.people / cells) }
}
