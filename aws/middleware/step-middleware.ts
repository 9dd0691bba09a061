import * as z from 'zod/mini'
import type { Ports } from '../../core/ports/ports.ts'
import { type EnvironmentSchema, type LambdaOptions, lambda } from './lambda-middleware.ts'

interface StepOptions<Schema extends EnvironmentSchema, Input extends z.ZodMiniType>
  extends Pick<LambdaOptions<Schema, never, never>, 'environment' | 'wires'> {
  readonly input: Input
  readonly run: (ports: Ports, input: z.output<Input>) => Promise<object | undefined> | Promise<void>
}

/** A step of a workflow: its input is checked, and its answer is the output. */
export const step = <Schema extends EnvironmentSchema, Input extends z.ZodMiniType>({
  environment,
  wires,
  input,
  run,
}: StepOptions<Schema, Input>) =>
  lambda<Schema, unknown, object | null>({
    environment,
    wires,
    run: async (ports, event) => (await run(ports, z.parse(input, event))) ?? null,
  })
