// List prices in us-east-1, USD, before any free tier.
// https://aws.amazon.com/step-functions/pricing/
export const USD_PER_TRANSITION = 0.025 / 1_000
// https://aws.amazon.com/lambda/pricing/ (arm64)
const USD_PER_REQUEST = 0.2 / 1_000_000
const USD_PER_GB_SECOND = 0.0000133334
// https://aws.amazon.com/dynamodb/pricing/on-demand/
export const USD_PER_WRITE_UNIT = 0.625 / 1_000_000
export const USD_PER_READ_UNIT = 0.125 / 1_000_000

/** 256 MB for 100 ms: our estimate of a function's size and time. */
export const USD_PER_INVOCATION = USD_PER_REQUEST + 0.25 * 0.1 * USD_PER_GB_SECOND
