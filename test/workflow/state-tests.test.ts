import { describe, expect, it } from 'vitest'
import { stateTests } from '../account/state-tests.ts'

describe('the tests of states in an account', () => {
  it.each(['isolation', 'escalation'] as const)(
    'name each state of %s once, and mock each task',
    (workflow) => {
      const tests = stateTests(workflow)
      expect(new Set(tests.map(({ stateName }) => stateName)).size).toBe(tests.length)
      expect(tests.length).toBeGreaterThan(10)
      for (const { definition, stateName = '', mock } of tests) {
        expect(definition).not.toContain('FunctionArn}')
        const { Type } = JSON.parse(definition ?? '').States[stateName]
        expect(mock !== undefined, stateName).toBe(Type === 'Task')
      }
    },
  )
})
