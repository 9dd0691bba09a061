/** A text of the source, and what stands in its place. */
export interface Patch {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Newer shapes: an event and a field of the isolation's state, and a field of messages. */
const shapes: readonly Patch[] = [
  {
    file: 'core/isolation/events.ts',
    from: "z.strictObject({ type: z.literal('welcomed') }),",
    to: "z.strictObject({ type: z.literal('welcomed') }), z.strictObject({ type: z.literal('thermometer_checked'), times: z.int() }),",
  },
  {
    file: 'core/isolation/isolation.ts',
    from: 'welcomed: z.boolean(),',
    to: 'welcomed: z.boolean(), thermometerChecks: z.optional(z.int()),',
  },
  {
    file: 'core/isolation/state.ts',
    from: "case 'welcomed':",
    to: "case 'thermometer_checked': return { ...isolation, thermometerChecks: event.times }\ncase 'welcomed':",
  },
  {
    file: 'core/message/message.ts',
    from: 'template: z.string(),',
    to: 'template: z.string(), checked: z.optional(z.boolean()),',
  },
]

/** What the newer shapes are written for: another decision, under another version of the rules. */
const decisions: readonly Patch[] = [
  {
    file: 'core/isolation/decisions/ask.ts',
    from: "events: [{ type: 'asked', slot,",
    to: "events: [{ type: 'thermometer_checked', times: (isolation.thermometerChecks ?? 0) + 1 }, { type: 'asked', slot,",
  },
  {
    file: 'record/handle-command.ts',
    from: "put: messageItem(subject(after), message), expect: 'absent'",
    to: "put: messageItem(subject(after), { ...message, checked: true }), expect: 'absent'",
  },
  {
    file: 'core/aggregate/decider-version.ts',
    from: 'DECIDER_VERSION = 1',
    to: 'DECIDER_VERSION = 2',
  },
]

const changesOf = (isolation: string, message: string): readonly Patch[] => [
  {
    file: 'record/isolation-item.ts',
    from: "closedShape('isolation', Stored)",
    to: `closedShape('isolation', Stored, ${isolation})`,
  },
  {
    file: 'record/message-repository.ts',
    from: "openShape('message', Message)",
    to: `openShape('message', Message, ${message})`,
  },
]

const UP = 'upcasters: [(body) => body]'
/** A message of the newer version that has no such field has lost it. */
const UP_MESSAGE = 'upcasters: [(body) => ({ ...body, checked: false })]'
const still = (field: string): string =>
  `stillWrites: { version: 1, from: ({ ${field}: _, ...body }) => body }`

/** By release, what makes it of this source: the one that reads the newer shapes, and the one that writes them. */
export const releases = {
  this_one: [],
  reader: [
    ...shapes,
    ...changesOf(`{ ${UP}, ${still('thermometerChecks')} }`, `{ ${UP_MESSAGE}, ${still('checked')} }`),
  ],
  next: [...shapes, ...decisions, ...changesOf(`{ ${UP} }`, `{ ${UP_MESSAGE} }`)],
} as const satisfies Readonly<Record<string, readonly Patch[]>>
export type ReleaseName = keyof typeof releases

export const patched = (text: string, patches: readonly Patch[]): string =>
  patches.reduce((source, { file, from, to }) => {
    if (source.split(from).length !== 2) throw new Error(`${file} has not exactly one "${from}"`)
    return source.replace(from, to)
  }, text)
