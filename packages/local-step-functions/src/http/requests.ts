import * as z from 'zod/mini'

/**
 * The inputs of the Step Functions API, with AWS's own limits.
 * Source: AWS Step Functions API Reference, 2016-11-23.
 */
const text = (most: number, least = 1) => z.string().check(z.minLength(least), z.maxLength(most))
const optional = z.exactOptional

const arn = text(256)
const roleArn = text(256)
const definition = text(1_048_576)
const machineType = z.enum(['STANDARD', 'EXPRESS'])
const includedData = z.enum(['ALL_DATA', 'METADATA_ONLY'])
const allData = z.literal('ALL_DATA', { error: 'only ALL_DATA is supported here' })
const payload = text(262_144, 0)
const token = text(2048)
const error = text(256, 0)
const cause = text(32_768, 0)
const page = {
  maxResults: optional(z.int().check(z.gte(0), z.lte(1000))),
  nextToken: optional(text(3096)),
}

/** Accepted and ignored: they do not change how an execution runs. */
const observed = {
  loggingConfiguration: optional(z.unknown()),
  tracingConfiguration: optional(z.unknown()),
  encryptionConfiguration: optional(z.unknown()),
  tags: optional(z.unknown()),
}

/** Versions are not supported: a request for one is refused. */
const unversioned = {
  publish: optional(z.literal(false, { error: 'versions are not supported here: leave out publish' })),
  versionDescription: optional(z.never({ error: 'versions are not supported here: leave it out' })),
}

export const createStateMachine = z.object({
  name: text(80),
  definition,
  roleArn,
  type: optional(machineType),
  ...observed,
  ...unversioned,
})
export const updateStateMachine = z.object({
  stateMachineArn: arn,
  definition: optional(definition),
  roleArn: optional(roleArn),
  ...observed,
  ...unversioned,
})
export const deleteStateMachine = z.object({ stateMachineArn: arn })
export const describeStateMachine = z.object({ stateMachineArn: arn, includedData: optional(allData) })
export const listStateMachines = z.object(page)
export const describeStateMachineForExecution = z.object({
  executionArn: arn,
  includedData: optional(allData),
})
export const validateStateMachineDefinition = z.object({
  definition,
  type: optional(z.literal('STANDARD', { error: 'only STANDARD is supported here' })),
  severity: optional(z.enum(['ERROR', 'WARNING'])),
  maxResults: optional(z.int().check(z.gte(0), z.lte(100))),
})

export const startExecution = z.object({
  stateMachineArn: arn,
  name: optional(text(80)),
  input: optional(payload),
  traceHeader: optional(text(256, 0)),
})
export const describeExecution = z.object({ executionArn: arn, includedData: optional(includedData) })
export const listExecutions = z.object({
  stateMachineArn: arn,
  statusFilter: optional(
    z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
  ),
  ...page,
  mapRunArn: optional(z.never({ error: 'map runs are not supported here' })),
  redriveFilter: optional(z.never({ error: 'redrive is not supported here' })),
})
export const getExecutionHistory = z.object({
  executionArn: arn,
  ...page,
  reverseOrder: optional(z.boolean()),
  includeExecutionData: optional(z.boolean()),
})
export const stopExecution = z.object({ executionArn: arn, error: optional(error), cause: optional(cause) })

export const sendTaskSuccess = z.object({ taskToken: token, output: payload })
export const sendTaskFailure = z.object({ taskToken: token, error: optional(error), cause: optional(cause) })
export const sendTaskHeartbeat = z.object({ taskToken: token })
