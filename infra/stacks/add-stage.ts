import { type App, Tags } from 'aws-cdk-lib'
import type { Built } from '../bundles/built-functions.ts'
import { checkStage } from '../capacity/check-stage.ts'
import type { Stage } from '../stages/stages.ts'
import { DataStack } from './data-stack.ts'
import { EdgeStack } from './edge-stack.ts'
import { ObservabilityStack } from './observability-stack.ts'
import { ServiceStack } from './service-stack.ts'

export interface Deployed {
  readonly data: DataStack
  readonly service: ServiceStack
  readonly observability: ObservabilityStack
}

/**
 * The stacks of one stage, without an account or a region. `urgent`: this one deployment does not wait for alarms.
 * @throws StageTooSmall
 */
export const addStage = (app: App, stage: Stage, built: Built, urgent = false): Deployed => {
  checkStage(stage)
  const data = new DataStack(app, `sixclear-${stage.name}-data`, stage)
  const service = new ServiceStack(app, `sixclear-${stage.name}`, { stage, data, built, urgent })
  const observability = new ObservabilityStack(app, `sixclear-${stage.name}-observability`, service)
  if (stage.console.by === 'cloudfront' && stage.console.firewall !== undefined)
    service.addDependency(new EdgeStack(app, stage.name, stage.console.firewall))
  Tags.of(app).add('project', 'sixclear')
  Tags.of(app).add('stage', stage.name)
  return { data, service, observability }
}
