import { readFileSync } from 'node:fs'
import type { Workflow } from '../../core/ports/executions.ts'
import { workflowFunctions } from './workflow-functions.ts'

/** The text as it is deployed, with its `${…}` still in it. */
export const workflowText = (workflow: Workflow): string =>
  readFileSync(new URL(`../../workflows/${workflow}.asl.json`, import.meta.url), 'utf8')

/** The text with every `${…FunctionArn}` replaced by the name of the function on this machine. */
export const workflowDefinition = (workflow: Workflow): string =>
  workflowText(workflow).replace(/\$\{(\w+)\}/g, (_, name: string) => {
    if (!Object.hasOwn(workflowFunctions, name))
      throw new ReferenceError(`workflows/${workflow}.asl.json calls \${${name}}, which no function serves`)
    return name
  })
