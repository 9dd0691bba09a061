import { Function as CloudFrontFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import type { ViewerRequest } from '../edge/viewer-requests.ts'

/** A CloudFront function, from its own source text. */
export class EdgeFunction extends CloudFrontFunction {
  constructor(
    scope: Construct,
    id: string,
    comment: string,
    run: (event: ViewerRequest) => ViewerRequest['request'],
  ) {
    super(scope, id, {
      comment,
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        `const answer = ${run}\nfunction handler(event) {\n  return answer(event)\n}\n`,
      ),
    })
  }
}
