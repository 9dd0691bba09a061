import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import * as z from 'zod/mini'
import { commandClients } from '../../aws/client-settings.ts'
import { changeSettings, settingsInWords } from '../../core/settings/change-settings.ts'
import { readSettings, type Settings, SettingsUnusable, usualSettings } from '../../core/settings/settings.ts'
import { againstStage, settingsOf, settingsParameter } from '../stages/settings-of-stage.ts'
import { stageNamed } from '../stages/stages.ts'
import { beginCommand, CannotGoOn, readOptions } from './command-line.ts'
import { replaceParameter } from './replace-parameter.ts'

// Shows what may change without a deployment, and changes it: docs/runbook.md.

const USAGE = `npm run settings -- --stage <stage> [--set circuit.slowAfterSeconds=5]... [--deployed]
npm run settings -- --file .sixclear/settings.json [--set strangers.perDay=20]...

  --set       change one setting; with nothing after the = it is taken away
  --deployed  begin with what the stage's file says, not with what is set now`

interface Kept {
  readonly settings: Settings
  /** What is kept is not usable: only --deployed can mend it. */
  readonly unusable?: string
  save(settings: Settings): Promise<string>
}

const usableOf = (text: string, otherwise: Settings): Pick<Kept, 'settings' | 'unusable'> => {
  try {
    return { settings: readSettings(text) }
  } catch (error) {
    if (!(error instanceof SettingsUnusable)) throw error
    return { settings: otherwise, unusable: error.message }
  }
}

const ofStage = async (name: string): Promise<Kept> => {
  const stage = stageNamed(name)
  const client = new SSMClient(commandClients)
  const parameter = settingsParameter(stage.name)
  const { Parameter } = await client.send(new GetParameterCommand({ Name: parameter }))
  const read = Parameter?.Version ?? 0
  return {
    ...usableOf(Parameter?.Value ?? '', settingsOf(stage)),
    save: async (settings) => {
      const against = againstStage(settings, stage)
      if (against !== undefined) throw new CannotGoOn(against)
      const version = await replaceParameter(
        client,
        { name: parameter, version: read },
        JSON.stringify(settings),
      )
      return `${parameter} is version ${version}; running functions have it within a minute`
    },
  }
}

const inFile = (file: string): Kept => ({
  ...usableOf(existsSync(file) ? readFileSync(file, 'utf8') : JSON.stringify(usualSettings), usualSettings),
  save: async (settings) => {
    writeFileSync(file, `${JSON.stringify(settings, undefined, 2)}\n`)
    return `${file} is written; a running system has it with the next text`
  },
})

beginCommand()
const options = readOptions({
  usage: USAGE,
  options: {
    stage: { type: 'string' },
    file: { type: 'string' },
    set: { type: 'string', multiple: true },
    deployed: { type: 'boolean' },
  },
  schema: z.object({
    stage: z.optional(z.string()),
    file: z.optional(z.string()),
    set: z._default(z.array(z.string()), []),
    deployed: z._default(z.boolean(), false),
  }),
})
const { stage, file, set, deployed } = options
if ((stage === undefined) === (file === undefined)) throw new CannotGoOn(`name a stage or a file\n\n${USAGE}`)
const kept = stage === undefined ? inFile(file ?? '') : await ofStage(stage)
if (kept.unusable !== undefined && !deployed)
  throw new CannotGoOn(
    `what is set is not usable, and the settings before count: ${kept.unusable}\nAdd --deployed to begin anew`,
  )
const begin = !deployed ? kept.settings : stage === undefined ? usualSettings : settingsOf(stageNamed(stage))
const changed = (): Settings => {
  try {
    return changeSettings(begin, set)
  } catch (error) {
    if (error instanceof SettingsUnusable) throw new CannotGoOn(error.message)
    throw error
  }
}
const after = changed()
for (const line of settingsInWords(kept.settings, after)) console.log(line)
if (set.length > 0 || deployed) console.log(await kept.save(after))
