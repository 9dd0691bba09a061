import type { Context } from 'aws-lambda'
import type { Clock } from '../../core/ports/clock.ts'
import type { Log } from '../../core/ports/log.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { embeddedMetrics } from './embedded-metrics.ts'
import { makeLog } from './log.ts'
import type { Count } from './metric-names.ts'

export interface Telemetry {
  readonly log: Log
  readonly count: Count
  begin(context: Context): void
  /** Writes the counts since the last call. */
  flush(): void
}

/** Lambda passes a line of JSON on to CloudWatch as it is. */
const write = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`, anew for each invocation. */
const traceId = (): string | undefined => /Root=([^;]+)/.exec(process.env['_X_AMZN_TRACE_ID'] ?? '')?.[1]

/** Log lines and counts of one function, for CloudWatch. */
export const makeTelemetry = (service: string, stage: string, clock: Clock): Telemetry => {
  let invocation: object = {}
  const lineOf = (level: 'INFO' | 'ERROR') => (message: string, line: object) =>
    write({
      level,
      message,
      timestamp: clock.now(),
      service,
      stage,
      ...invocation,
      xray_trace_id: traceId(),
      ...line,
    })
  return {
    log: makeLog({ info: lineOf('INFO'), error: lineOf('ERROR') }),
    ...embeddedMetrics({ service, stage }, () => milliseconds(clock.now()), write),
    begin: ({ functionName, functionVersion, awsRequestId }) => {
      invocation = {
        function_name: functionName,
        function_version: functionVersion,
        function_request_id: awsRequestId,
      }
    },
  }
}
