import type * as z from 'zod/mini'
import type { StepFunctions } from '../api/step-functions.ts'
import { StepFunctionsError } from '../language/errors.ts'
import type { JsonObject } from '../language/json.ts'
import * as requests from './requests.ts'
import { ProtocolError } from './wire-errors.ts'

/** Takes the body of a request and gives that of the response. @throws StepFunctionsError, ProtocolError */
export type Operation = (service: StepFunctions, body: unknown) => Promise<JsonObject>

/** @throws ProtocolError UnknownOperationException, with the reason */
export const operationNamed = (name: string): Operation => {
  const operation = OPERATIONS.get(name)
  if (operation !== undefined) return operation
  const reason = UNSUPPORTED.has(name)
    ? `${name} is not supported by the local Step Functions`
    : `Step Functions has no operation ${name}`
  throw new ProtocolError(400, 'UnknownOperationException', reason)
}

const operation =
  <Input>(
    shape: z.ZodMiniType<Input>,
    run: (service: StepFunctions, input: Input) => JsonObject | Promise<JsonObject>,
  ): Operation =>
  async (service, body) => {
    const read = shape.safeParse(withoutNulls(body))
    if (read.success) return run(service, read.data)
    const faults = read.error.issues.map(
      ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
    )
    const count = `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected`
    throw new StepFunctionsError('ValidationException', `${count}: ${faults.join('; ')}`)
  }

/** AWS JSON takes a null member for an absent one. */
const withoutNulls = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body).filter(([, member]) => member !== null))
    : body

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  [
    'CreateStateMachine',
    operation(requests.createStateMachine, (service, input) => service.createStateMachine(input)),
  ],
  [
    'UpdateStateMachine',
    operation(requests.updateStateMachine, (service, input) => service.updateStateMachine(input)),
  ],
  [
    'DeleteStateMachine',
    operation(requests.deleteStateMachine, (service, input) => service.deleteStateMachine(input)),
  ],
  [
    'DescribeStateMachine',
    operation(requests.describeStateMachine, (service, input) => service.describeStateMachine(input)),
  ],
  [
    'DescribeStateMachineForExecution',
    operation(requests.describeStateMachineForExecution, (service, input) =>
      service.describeStateMachineForExecution(input),
    ),
  ],
  [
    'ListStateMachines',
    operation(requests.listStateMachines, (service, input) => service.listStateMachines(input)),
  ],
  [
    'ValidateStateMachineDefinition',
    operation(requests.validateStateMachineDefinition, (service, input) =>
      service.validateStateMachineDefinition(input),
    ),
  ],
  ['StartExecution', operation(requests.startExecution, (service, input) => service.startExecution(input))],
  [
    'DescribeExecution',
    operation(requests.describeExecution, (service, input) => service.describeExecution(input)),
  ],
  ['ListExecutions', operation(requests.listExecutions, (service, input) => service.listExecutions(input))],
  [
    'GetExecutionHistory',
    operation(requests.getExecutionHistory, (service, input) => service.getExecutionHistory(input)),
  ],
  ['StopExecution', operation(requests.stopExecution, (service, input) => service.stopExecution(input))],
  [
    'SendTaskSuccess',
    operation(requests.sendTaskSuccess, (service, input) => service.sendTaskSuccess(input)),
  ],
  [
    'SendTaskFailure',
    operation(requests.sendTaskFailure, (service, input) => service.sendTaskFailure(input)),
  ],
  [
    'SendTaskHeartbeat',
    operation(requests.sendTaskHeartbeat, (service, input) => service.sendTaskHeartbeat(input)),
  ],
])

/** The rest of the API: refused by name. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  'CreateActivity',
  'CreateStateMachineAlias',
  'DeleteActivity',
  'DeleteStateMachineAlias',
  'DeleteStateMachineVersion',
  'DescribeActivity',
  'DescribeMapRun',
  'DescribeStateMachineAlias',
  'GetActivityTask',
  'ListActivities',
  'ListMapRuns',
  'ListStateMachineAliases',
  'ListStateMachineVersions',
  'ListTagsForResource',
  'PublishStateMachineVersion',
  'RedriveExecution',
  'StartSyncExecution',
  'TagResource',
  'TestState',
  'UntagResource',
  'UpdateMapRun',
  'UpdateStateMachineAlias',
])
