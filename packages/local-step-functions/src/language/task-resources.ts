/** What a Task's Resource stands for here. */
export type Resource =
  | { readonly kind: 'lambda:invoke' }
  | { readonly kind: 'lambda:invoke.waitForTaskToken' }
  | { readonly kind: 'states:startExecution' }
  | { readonly kind: 'states:startExecution.sync:2' }
  | { readonly kind: 'sns:publish' }
  | { readonly kind: 'lambda function'; readonly arn: string; readonly functionName: string }

const INTEGRATION = /^arn:[^:]+:states:::(.+)$/
const FUNCTION = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)(?::[^:]+)?$/

/** undefined: not one of the resources that can run here. */
export const resourceOf = (text: string): Resource | undefined => {
  const functionName = FUNCTION.exec(text)?.[1]
  if (functionName !== undefined) return { kind: 'lambda function', arn: text, functionName }
  const integration = INTEGRATION.exec(text)?.[1]
  switch (integration) {
    case 'lambda:invoke':
    case 'lambda:invoke.waitForTaskToken':
    case 'states:startExecution':
    case 'states:startExecution.sync:2':
    case 'sns:publish':
      return { kind: integration }
    default:
      return undefined
  }
}

/** The function's name in a FunctionName: a name, a partial ARN or an ARN, with or without a qualifier. */
export const functionNameOf = (text: string): string => {
  const afterFunction = /(?:^|:)function:(.+)$/.exec(text)?.[1] ?? text
  return afterFunction.split(':')[0] ?? afterFunction
}
