import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { build } from './bundles/built-functions.ts'
import { addStage } from './stacks/add-stage.ts'
import { stageNamed } from './stages/stages.ts'

const app = new App()
const name: unknown = app.node.tryGetContext('stage') ?? 'dev'
const urgent: unknown = app.node.tryGetContext('urgent')
addStage(app, stageNamed(String(name)), build(), String(urgent) === 'true')
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
app.synth()
