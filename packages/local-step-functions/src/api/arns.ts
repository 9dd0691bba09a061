import { StepFunctionsError } from '../language/errors.ts'

const LONGEST = 80
/** What AWS keeps out of names: white space, brackets, wildcards, special and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]/

/** @throws StepFunctionsError InvalidName */
export const checkName = (name: string): void => {
  if (name.length === 0 || name.length > LONGEST || FORBIDDEN.test(name))
    throw new StepFunctionsError('InvalidName', `Invalid Name: '${name}'`)
}

/** The ARNs of one account in one region. */
export class Arns {
  readonly #base: string

  constructor(region: string, account: string) {
    this.#base = `arn:${region.startsWith('cn-') ? 'aws-cn' : 'aws'}:states:${region}:${account}`
  }

  stateMachine(name: string): string {
    return `${this.#base}:stateMachine:${name}`
  }

  execution(machine: string, name: string): string {
    return `${this.#base}:execution:${machine}:${name}`
  }
}

/** @throws StepFunctionsError InvalidArn unless it has the form of an ARN of this kind */
export const checkArn = (arn: string, kind: 'stateMachine' | 'execution'): void => {
  if (!new RegExp(`^arn:[^:]+:states:[^:]*:[^:]*:${kind}:.+$`).test(arn))
    throw new StepFunctionsError('InvalidArn', `Invalid Arn: '${arn}'`)
}
