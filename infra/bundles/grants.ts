/** Every Lambda function of every stage, by the folder that holds it. */
export const functionNames = [
  'welcome',
  'plan',
  'ask',
  'judge-silence',
  'ask-again',
  'await-decision',
  'review-release',
  'release',
  'report-failure',
  'climb-ladder',
  'notify-rung',
  'receive-sms',
  'receive-receipt',
  'deliver',
  'begin-sweep',
  'sweep',
  'keep-watch',
  'move-executions',
  'publish-events',
  'smoke-test',
  'import-roster',
  'note-changes',
  'count-figures',
  'sum-district',
  'api',
] as const
export type FunctionName = (typeof functionNames)[number]

/** Only in stages with an SMS gateway. */
export const gatewayFunctionNames = ['receive-callback'] as const
export type BundleName = FunctionName | (typeof gatewayFunctionNames)[number]

/** All that is bundled. */
export const bundleNames: readonly BundleName[] = [...functionNames, ...gatewayFunctionNames]

/** What a function may do, in words; `permissions.ts` has the statements. */
export type Grant =
  | 'read the record'
  | 'write the record'
  | 'look people up'
  | 'answer tasks'
  | 'start isolations'
  | 'start matters'
  | 'stop executions'
  | 'list executions'
  | 'describe executions'
  | 'look into executions'
  | 'hand to the outbox'
  | 'hand out sweeps'
  | 'hand out imports'
  | 'ask for counts'
  | 'send messages'
  | 'publish alerts'
  | 'redrive dead letters'
  | 'know the gateway'
  | 'pass callbacks on'
  | 'write as a phone'

/** What each function calls. test/infra/grants.long.test.ts checks every line against the code. */
export const grants: Readonly<Record<BundleName, readonly Grant[]>> = {
  welcome: ['read the record', 'write the record', 'look people up', 'hand to the outbox'],
  plan: ['read the record'],
  ask: ['read the record', 'write the record', 'answer tasks', 'hand to the outbox'],
  'judge-silence': ['read the record', 'write the record', 'answer tasks', 'start matters'],
  'ask-again': ['read the record', 'write the record', 'hand to the outbox'],
  'await-decision': ['read the record', 'write the record', 'answer tasks'],
  'review-release': ['read the record', 'write the record', 'start matters', 'hand to the outbox'],
  release: ['read the record', 'write the record', 'answer tasks', 'hand to the outbox'],
  'report-failure': ['read the record', 'write the record'],
  'climb-ladder': ['read the record', 'write the record', 'hand to the outbox'],
  'notify-rung': [
    'read the record',
    'write the record',
    'answer tasks',
    'hand to the outbox',
    'publish alerts',
  ],
  'receive-sms': [
    'read the record',
    'write the record',
    'look people up',
    'answer tasks',
    'start isolations',
    'start matters',
    'stop executions',
    'hand to the outbox',
    'send messages',
  ],
  'receive-receipt': ['read the record', 'write the record', 'answer tasks', 'start matters'],
  deliver: [
    'read the record',
    'write the record',
    'look people up',
    'start matters',
    'hand to the outbox',
    'send messages',
  ],
  'begin-sweep': ['read the record', 'write the record', 'hand out sweeps'],
  'note-changes': ['ask for counts'],
  'count-figures': ['read the record', 'write the record', 'ask for counts'],
  'sum-district': ['read the record', 'write the record', 'ask for counts'],
  sweep: [
    'read the record',
    'write the record',
    'start isolations',
    'start matters',
    'stop executions',
    'list executions',
    'describe executions',
    'hand to the outbox',
    'hand out sweeps',
  ],
  'move-executions': [
    'read the record',
    'write the record',
    'start isolations',
    'start matters',
    'stop executions',
    'list executions',
  ],
  'keep-watch': ['read the record', 'write the record', 'send messages'],
  'publish-events': [],
  'smoke-test': [
    'read the record',
    'write the record',
    'look people up',
    'answer tasks',
    'start isolations',
    'describe executions',
    'hand to the outbox',
    'write as a phone',
  ],
  'import-roster': [
    'read the record',
    'write the record',
    'look people up',
    'answer tasks',
    'start isolations',
    'start matters',
    'stop executions',
    'hand to the outbox',
    'hand out imports',
  ],
  api: [
    'read the record',
    'write the record',
    'look people up',
    'answer tasks',
    'start isolations',
    'start matters',
    'stop executions',
    'list executions',
    'describe executions',
    'look into executions',
    'hand to the outbox',
    'redrive dead letters',
    'hand out imports',
  ],
  'receive-callback': ['know the gateway', 'pass callbacks on'],
}
