import * as z from 'zod/mini'
import { type EnvironmentSchema, type LambdaOptions, lambda } from './lambda-middleware.ts'

interface StepOptions<Schema extends EnvironmentSchema, OwnPorts extends object, Input extends z.ZodMiniType>
  extends Pick<LambdaOptions<Schema, OwnPorts, never, never>, 'environment' | 'ports'> {
  readonly input: Input
  readonly run: (
    ports: Parameters<LambdaOptions<Schema, OwnPorts, never, never>['run']>[0],
    input: z.output<Input>,
  ) => Promise<object | undefined> | Promise<void>
}

/** A step of a workflow: its input is checked, and its answer is the output. */
export const step = <Schema extends EnvironmentSchema, OwnPorts extends object, Input extends z.ZodMiniType>({
  environment,
  ports,
  input,
  run,
}: StepOptions<Schema, OwnPorts, Input>) =>
  lambda<Schema, OwnPorts, unknown, object | null>({
    environment,
    ports,
    run: async (ports, event) => (await run(ports, z.parse(input, event))) ?? null,
  })
