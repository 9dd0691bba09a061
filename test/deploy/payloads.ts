import type { FunctionName } from '../../infra/bundles/grants.ts'

const step = { isolationId: 'iso-nobody', generation: 1 }
const rung = { matterId: 'iso-nobody-01-morning-silence', generation: 1 }
const token = 'a token of no task'

/**
 * An answer of the function itself: it proves that the bundle loads, the variables are right and the record is
 * reachable.
 */
export type Expected = { readonly says: RegExp } | { readonly fails: RegExp }

const nobody = { fails: /no isolation iso-nobody|no matter iso-nobody/ }
const nothingFailed = { says: /^\{"batchItemFailures":\[\]\}$/ }

/** Harmless: about nobody, or about nothing. */
export const payloads: Readonly<
  Record<FunctionName, { readonly payload: object; readonly expected: Expected }>
> = {
  welcome: { payload: step, expected: nobody },
  plan: { payload: step, expected: nobody },
  ask: { payload: { ...step, slot: '01-morning', attempt: 0, token }, expected: nobody },
  'judge-silence': { payload: step, expected: nobody },
  'ask-again': { payload: step, expected: nobody },
  'await-decision': { payload: { ...step, token }, expected: nobody },
  'review-release': { payload: step, expected: nobody },
  release: { payload: step, expected: nobody },
  'report-failure': { payload: { ...step, error: 'Test' }, expected: nobody },
  'climb-ladder': { payload: rung, expected: nobody },
  'notify-rung': { payload: { ...rung, rung: 'grid_worker', round: 0, token }, expected: nobody },
  'receive-sms': { payload: { Records: [] }, expected: nothingFailed },
  'receive-receipt': { payload: { Records: [] }, expected: nothingFailed },
  deliver: { payload: { Records: [] }, expected: nothingFailed },
  'begin-sweep': { payload: {}, expected: { says: /"offenders":0/ } },
  'import-roster': { payload: { Records: [] }, expected: nothingFailed },
  sweep: { payload: { Records: [] }, expected: nothingFailed },
  'move-executions': {
    payload: {
      workflow: 'isolation',
      before: '2020-01-01T00:00:00.000Z',
      perSecond: 1,
      not: [],
      zone: 'UTC',
      cursor: null,
      moved: 0,
    },
    expected: { says: /"moved":0/ },
  },
  'note-changes': { payload: { Records: [] }, expected: { says: /null/ } },
  'count-figures': { payload: { Records: [] }, expected: nothingFailed },
  'sum-district': { payload: {}, expected: { says: /"open":/ } },
  'keep-watch': { payload: {}, expected: { says: /null/ } },
  'publish-events': { payload: [], expected: { says: /^\[\]$/ } },
  // Tried apart, once there is a rule book.
  'smoke-test': { payload: {}, expected: { fails: /no rule book has been published/ } },
  api: {
    payload: {
      version: '2.0',
      headers: {},
      isBase64Encoded: false,
      requestContext: { http: { method: 'GET', path: '/communities' }, authorizer: { jwt: { claims: {} } } },
    },
    expected: { says: /"statusCode":401/ },
  },
}
