import * as z from 'zod/mini'

const MOST_SECONDS = 99_999_999

const EXPRESSION = /^\{%[\s\S]*%\}$/
const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))
const wholeOrExpression = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}, or an expression`
  const number = z.int({ error }).check(z.gte(least, { error }), z.lte(most, { error }))
  return z.union([number, z.string().check(z.regex(EXPRESSION, { error }))], { error })
}
const orExpression = <Shape extends z.ZodMiniType>(shape: Shape, what: string) => {
  const error = `must be ${what}`
  return z.union([shape, z.string().check(z.regex(EXPRESSION, { error }))], { error })
}

const assign = z.record(z.string(), z.json())
const errorEquals = z.array(z.string().check(z.minLength(1))).check(z.minLength(1))

const retrier = z.strictObject({
  ErrorEquals: errorEquals,
  IntervalSeconds: z.optional(whole(0, MOST_SECONDS)),
  MaxAttempts: z.optional(whole(0, MOST_SECONDS)),
  BackoffRate: z.optional(z.number().check(z.gte(1))),
  MaxDelaySeconds: z.optional(whole(1, 31_622_400)),
  JitterStrategy: z.optional(z.enum(['FULL', 'NONE'])),
  Comment: z.optional(z.string()),
})

const catcher = z.strictObject({
  ErrorEquals: errorEquals,
  Next: z.string(),
  Output: z.optional(z.json()),
  Assign: z.optional(assign),
  Comment: z.optional(z.string()),
})

const every = { Comment: z.optional(z.string()), QueryLanguage: z.optional(z.string()) }
const onward = { Next: z.optional(z.string()), End: z.optional(z.boolean()) }
const result = { Output: z.optional(z.json()), Assign: z.optional(assign) }
const handlers = { Retry: z.optional(z.array(retrier)), Catch: z.optional(z.array(catcher)) }

const task = z.strictObject({
  Type: z.literal('Task'),
  ...every,
  ...onward,
  ...result,
  ...handlers,
  Resource: z.string(),
  Arguments: z.optional(z.json()),
  TimeoutSeconds: z.optional(wholeOrExpression(1, MOST_SECONDS)),
  HeartbeatSeconds: z.optional(wholeOrExpression(1, MOST_SECONDS)),
})

const wait = z.strictObject({
  Type: z.literal('Wait'),
  ...every,
  ...onward,
  ...result,
  Seconds: z.optional(wholeOrExpression(0, MOST_SECONDS)),
  Timestamp: z.optional(z.string()),
})

const choiceRule = z.strictObject({
  Condition: orExpression(z.boolean(), 'an expression'),
  Next: z.string(),
  ...result,
  Comment: z.optional(z.string()),
})

const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...every,
  ...result,
  Choices: z.array(choiceRule).check(z.minLength(1)),
  Default: z.optional(z.string()),
})

const pass = z.strictObject({ Type: z.literal('Pass'), ...every, ...onward, ...result })
const succeed = z.strictObject({ Type: z.literal('Succeed'), ...every, Output: z.optional(z.json()) })
const fail = z.strictObject({
  Type: z.literal('Fail'),
  ...every,
  Error: z.optional(z.string()),
  Cause: z.optional(z.string()),
})

const states = z.record(z.string(), z.unknown())

const map = z.strictObject({
  Type: z.literal('Map'),
  ...every,
  ...onward,
  ...result,
  ...handlers,
  Items: z.optional(orExpression(z.array(z.json()), 'an array or an expression')),
  ItemSelector: z.optional(z.json()),
  MaxConcurrency: z.optional(wholeOrExpression(0, MOST_SECONDS)),
  ItemProcessor: z.strictObject({
    ProcessorConfig: z.optional(z.strictObject({ Mode: z.optional(z.literal('INLINE')) })),
    StartAt: z.string(),
    States: states,
    Comment: z.optional(z.string()),
  }),
})

const parallel = z.strictObject({
  Type: z.literal('Parallel'),
  ...every,
  ...onward,
  ...result,
  ...handlers,
  Arguments: z.optional(z.json()),
  Branches: z
    .array(z.strictObject({ StartAt: z.string(), States: states, Comment: z.optional(z.string()) }))
    .check(z.minLength(1)),
})

export const stateShape = z.discriminatedUnion('Type', [
  task,
  wait,
  choice,
  pass,
  succeed,
  fail,
  map,
  parallel,
])

export const machineShape = z.strictObject({
  Comment: z.optional(z.string()),
  QueryLanguage: z.optional(z.string()),
  Version: z.optional(z.literal('1.0')),
  TimeoutSeconds: z.optional(whole(1, MOST_SECONDS)),
  StartAt: z.string(),
  States: states,
})

export type Retrier = z.infer<typeof retrier>
export type Catcher = z.infer<typeof catcher>
export type Assign = z.infer<typeof assign>
export type TaskDefinition = z.infer<typeof task>
export type WaitDefinition = z.infer<typeof wait>
export type ChoiceDefinition = z.infer<typeof choice>
export type PassDefinition = z.infer<typeof pass>
export type SucceedDefinition = z.infer<typeof succeed>
export type FailDefinition = z.infer<typeof fail>
export type MapDefinition = Omit<z.infer<typeof map>, 'ItemProcessor'> & { readonly processor: Block }
export type ParallelDefinition = Omit<z.infer<typeof parallel>, 'Branches'> & {
  readonly branches: readonly Block[]
}

export type StateDefinition =
  | TaskDefinition
  | WaitDefinition
  | ChoiceDefinition
  | PassDefinition
  | SucceedDefinition
  | FailDefinition
  | MapDefinition
  | ParallelDefinition

/** A set of states with its own start: the machine itself, a branch, or what runs for each item. */
export interface Block {
  readonly startAt: string
  readonly states: ReadonlyMap<string, StateDefinition>
  /** Where it stands in the text, as a JSON Pointer. */
  readonly place: string
}

export interface Definition extends Block {
  readonly comment?: string
  readonly timeoutSeconds?: number
}
