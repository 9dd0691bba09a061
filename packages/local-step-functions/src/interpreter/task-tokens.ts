import { hashText } from '../clock/random.ts'
import { StepFunctionsError } from '../language/errors.ts'

/** AWS's limit on a task token. */
const LONGEST = 1024

export interface TokenNumbers {
  /** The number of the execution, counted from the service's start. */
  readonly execution: number
  /** The number of the attempt in that execution. */
  readonly attempt: number
}

/**
 * Task tokens that carry their own numbers under a checksum of the seed. So a token that is not waiting
 * can be told from one that was never issued, however long ago that was, without remembering any.
 */
export class TokenMint {
  readonly #seed: string

  constructor(seed: string | number) {
    this.#seed = String(seed)
  }

  mint({ execution, attempt }: TokenNumbers): string {
    const numbers = `${execution.toString(36)}.${attempt.toString(36)}`
    return `AAAA${Buffer.from(`${numbers}.${this.#checksum(numbers)}`).toString('base64url')}`
  }

  /** @throws StepFunctionsError InvalidToken for a text that this mint did not issue */
  read(token: string): TokenNumbers {
    if (token.length > LONGEST) throw invalid(`Token is longer than ${LONGEST} characters`)
    const text = token.startsWith('AAAA') ? Buffer.from(token.slice(4), 'base64url').toString() : ''
    const [execution = '', attempt = ''] = text.split('.')
    const numbers = { execution: Number.parseInt(execution, 36), attempt: Number.parseInt(attempt, 36) }
    if (Number.isNaN(numbers.execution) || Number.isNaN(numbers.attempt) || this.mint(numbers) !== token)
      throw invalid('Invalid token')
    return numbers
  }

  #checksum(numbers: string): string {
    let checksum = ''
    for (let part = 0; part < 4; part += 1) {
      const bits = hashText(`${part}/${this.#seed}/${numbers}`)
      checksum += bits.toString(16).padStart(8, '0')
    }
    return checksum
  }
}

const invalid = (message: string): StepFunctionsError => new StepFunctionsError('InvalidToken', message)
