import type { JsonObject, JsonValue } from '../../core/json.ts'
import { Timeline } from '../../local/clock/timeline.ts'
import { StepFunctions } from '../../local/step-functions/service.ts'

export interface AService {
  readonly service: StepFunctions
  readonly timeline: Timeline
}

/** A service on a timeline of its own, whose functions are these. */
export const aService = (
  functions: { readonly [name: string]: (payload: JsonValue) => JsonValue } = {},
  startAt = Date.UTC(2026, 2, 1),
): AService => {
  const timeline = new Timeline({ startAt, seed: 'test' })
  const service = new StepFunctions({
    timeline,
    seed: 'test',
    invoke: async (name, payload) => {
      const run = functions[name]
      if (run === undefined) throw new Error(`the test has no function ${name}`)
      return run(payload)
    },
    publish: async () => ({ MessageId: 'none' }),
  })
  return { service, timeline }
}

/** A JSONata machine of these states, beginning with the first. */
export const machine = (states: { readonly [name: string]: JsonObject }): string =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states })
