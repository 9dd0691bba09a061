import { describe, expect, it } from 'vitest'
import { newestShapes, releaseNote, releaseWords } from '../../infra/release/release-note.ts'

const note = {
  commit: '40c117b59f2e',
  committedAt: '2026-11-30T18:00:00+00:00',
  changed: false,
  workflows: { isolation: 'aaaaaaaaaaaa', escalation: 'bbbbbbbbbbbb' },
  decider: 2,
  ruleBook: 1,
  shapes: {},
}

describe('the note of a release', () => {
  it('says what is deployed: code, texts, rules and stored shapes', () => {
    const words = releaseWords({ ...note, shapes: { matter: 2, 'ledger-entry/asked': 3 } })
    for (const said of [
      '40c117b59f2e',
      'isolation aaaaaaaaaaaa',
      'decider 2',
      'matter 2, ledger-entry/asked 3',
    ])
      expect(words).toContain(said)
  })

  it('says that a release cannot be built again', () => {
    expect(releaseWords({ ...note, changed: true })).toContain('nobody committed')
    expect(releaseWords(note)).not.toContain('nobody committed')
  })

  it('names shapes in their newest version, and only those that have changed', () => {
    const files = [
      'matter.v1.json',
      'matter.v2.json',
      'note.v1.json',
      'ledger-entry/asked.v10.json',
      'read.me',
    ]
    expect(newestShapes(files)).toEqual({ matter: 2, 'ledger-entry/asked': 10 })
  })

  it('is made of this checkout, and fits a parameter', () => {
    const made = releaseNote()
    expect(made.workflows.isolation).toMatch(/^[0-9a-f]{12}$/)
    expect(made.workflows.isolation).not.toBe(made.workflows.escalation)
    expect(JSON.stringify(made).length).toBeLessThan(4096)
  })
})
