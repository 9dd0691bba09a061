/** US dollars for one unit, in us-east-1, without the free tier. `source` has the other regions'. */
export interface Price {
  readonly usd: number
  readonly source: string
  readonly asOf: string
}

const price = (usd: number, page: string): Price => ({
  usd,
  source: `https://aws.amazon.com/${page}/pricing/`,
  asOf: '2026-11',
})

const MILLION = 1_000_000

export const prices = {
  transition: price(0.025 / 1_000, 'step-functions'),
  writeUnit: price(0.625 / MILLION, 'dynamodb'),
  readUnit: price(0.125 / MILLION, 'dynamodb'),
  /** A gigabyte for a month, with point-in-time recovery. */
  storedGigabyte: price(0.25 + 0.2, 'dynamodb'),
  invocation: price(0.2 / MILLION, 'lambda'),
  /** On arm64. */
  gigabyteSecond: price(0.000_013_333_4, 'lambda'),
  queueRequest: price(0.4 / MILLION, 'sqs'),
  topicRequest: price(0.5 / MILLION, 'sns'),
  /** One event through a pipe. */
  pipedEvent: price(0.4 / MILLION, 'eventbridge'),
  busEvent: price(1 / MILLION, 'eventbridge'),
  loggedGigabyte: price(0.5, 'cloudwatch'),
  trace: price(5 / MILLION, 'cloudwatch'),
  apiRequest: price(1 / MILLION, 'api-gateway'),
  edgeRequest: price(1 / MILLION, 'cloudfront'),
  /** To count with: a message costs 0.003 to 0.08 by country, a received one about the same or nothing. */
  message: price(0.01, 'end-user-messaging'),
} satisfies Record<string, Price>

/** Where a transition costs more: the price list of Step Functions. */
const dearerTransitions: Readonly<Record<string, number>> = {
  'eu-west-3': 0.0297 / 1_000,
  'ap-south-1': 0.0285 / 1_000,
  'ap-northeast-2': 0.0271 / 1_000,
  'sa-east-1': 0.0375 / 1_000,
}

export const transitionUsd = (region?: string): number =>
  dearerTransitions[region ?? ''] ?? prices.transition.usd
