import { readFileSync } from 'node:fs'
import type { Workflow } from '../../core/ports/executions.ts'
import { workflowFunctions } from './workflow-functions.ts'

/** The definition as it is deployed, with its `${…}` placeholders. */
export const workflowText = (workflow: Workflow): string =>
  readFileSync(new URL(`../../workflows/${workflow}.asl.json`, import.meta.url), 'utf8')

/** The definition with every `${…FunctionArn}` replaced by the name of the local function. */
export const workflowDefinition = (workflow: Workflow): string =>
  workflowText(workflow).replace(/\$\{(\w+)\}/g, (_, name: string) => {
    if (!Object.hasOwn(workflowFunctions, name))
      throw new ReferenceError(`workflows/${workflow}.asl.json calls \${${name}}, which no function serves`)
    return name
  })
