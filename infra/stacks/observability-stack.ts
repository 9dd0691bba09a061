import { CfnOutput, CrossStackReferences, ReferenceStrength, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Alarms } from '../constructs/alarms.ts'
import { CostBudget } from '../constructs/cost-budget.ts'
import { Dashboards } from '../constructs/dashboards.ts'
import { RecordMetrics } from '../constructs/record-metrics.ts'
import { SavedQueries } from '../constructs/saved-queries.ts'
import type { Watched } from '../constructs/watched.ts'
import { SERVICE, type ServiceStack } from './service-stack.ts'

/**
 * What looks at the service and what nothing in it needs: alarms, dashboards, saved queries, metrics from logs, the
 * budget. A stack of its own, because a stack holds 500 resources at most.
 * Its references are weak: a function or a queue can be removed from the service without a deployment of this first.
 */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, service: ServiceStack) {
    const { stage, functions, operations } = service.observed
    super(scope, id, { description: `Sixclear ${stage.name}: alarms, dashboards and saved queries` })
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK)
    const watched: Watched = {
      ...service.observed,
      people: new RecordMetrics(this, 'People', { serviceName: SERVICE, stageName: stage.name, functions }),
    }
    new Alarms(this, 'Alarms', watched)
    new Dashboards(this, 'Dashboards', watched)
    new SavedQueries(this, 'SavedQueries', {
      folder: `sixclear-${stage.name}`,
      logGroups: Object.values(functions).map(({ logGroup }) => logGroup),
    })
    if (stage.hasBudget)
      new CostBudget(this, 'Budget', {
        name: `sixclear-${stage.name}-sms`,
        monthlyUsd: stage.sms.monthlyBudgetUsd,
        topic: operations,
      })
    new CfnOutput(this, 'PeopleDashboard', { value: `sixclear-${stage.name}-people` })
    new CfnOutput(this, 'PlumbingDashboard', { value: `sixclear-${stage.name}-plumbing` })
  }
}
