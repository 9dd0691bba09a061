import { StepFunctionsError } from '../language/errors.ts'

export interface WireError {
  readonly status: number
  readonly body: { readonly __type: string; readonly message: string }
}

/** Faults that belong to the protocol rather than to one operation. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly status: number
  /** AWS's name for it. */
  readonly type: string

  constructor(status: number, type: string, message: string) {
    super(message)
    this.status = status
    this.type = type
  }
}

/** SDKs read the name after the `#`; the spaces before it are those that AWS sends. */
const SERVICE = 'com.amazonaws.swf.service.v2.model'
const FRAMEWORK = 'com.amazon.coral.service'
const VALIDATION = 'com.amazon.coral.validate'

const SPACES = new Map<string, string>([
  ['ValidationException', VALIDATION],
  ['ThrottlingException', FRAMEWORK],
])

/** undefined: not an answer of the API, but a fault of this program. */
export const wireError = (error: unknown): WireError | undefined => {
  if (error instanceof ProtocolError)
    return { status: error.status, body: { __type: `${FRAMEWORK}#${error.type}`, message: error.message } }
  if (error instanceof StepFunctionsError) {
    const space = SPACES.get(error.name) ?? SERVICE
    return { status: 400, body: { __type: `${space}#${error.name}`, message: error.message } }
  }
  return undefined
}

/** The fault itself is printed on this machine and not sent. */
export const INTERNAL_FAILURE: WireError = {
  status: 500,
  body: {
    __type: `${FRAMEWORK}#InternalFailure`,
    message: 'the local Step Functions failed: see its console',
  },
}
