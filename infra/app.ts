import { resolve } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { addStage } from './add-stage.ts'
import { bundle } from './bundle.ts'
import { stageNamed } from './stages.ts'

const app = new App()
const name: unknown = app.node.tryGetContext('stage') ?? 'dev'
const { codeOf } = bundle(resolve(import.meta.dirname, '../.sixclear/bundles'))
addStage(app, stageNamed(String(name)), codeOf)
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
app.synth()
