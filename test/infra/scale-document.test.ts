import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { herdReport } from '../../infra/capacity/herd-report.ts'
import { herdOf } from '../../infra/commands/herd.ts'

const document = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8')

/** Each block of the document that begins with the command, and what stands below it. */
const examples = [...document.matchAll(/```\n\$ npm run -s herd -- (.+)\n([\s\S]*?)\n```/g)].map(
  ([, args = '', shown = '']) => ({ args, shown }),
)

describe('the document on scale', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3)
  })

  it.each(examples)('shows what the command prints: $args', ({ args, shown }) => {
    expect(shown).toBe(herdReport(herdOf(args.split(' '))).join('\n'))
  })
})
