import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTranslated, problemReasonWords } from '../../console/i18n/problem-reason-words.ts'
import { noSuchGrid } from '../../core/community/community.ts'
import { wrongWithDocument } from '../../core/identity/document-number.ts'
import { wrongWithName, wrongWithText } from '../../core/identity/wrong-text.ts'
import { IsolationId } from '../../core/ids.ts'
import { clashProblem } from '../../usecases/import-roster/clash-problems.ts'
import { exampleCommunity } from '../workflow/test-system.ts'

const root = resolve(import.meta.dirname, '../../usecases')

const filled = (template: string): string => template.replace(/\$\{[^}]*\}/g, '7')

/** Every reason in the code that is a string, with a number for each placeholder. */
const reasonsIn = (folder: string): string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const code = readFileSync(join(root, folder, name), 'utf8')
    const said = /(?:reason|error): ?\n?\s*(?:'([^']+)'|"([^"]+)"|`([^`]+)`)/g
    const thrown = /RosterUnreadable\(\s*(?:'([^']+)'|"([^"]+)"|`([^`]+)`)/g
    const chosen = /choose\([A-Z]+, cell, '([^']+)'\)/g
    return [
      ...[...code.matchAll(said), ...code.matchAll(thrown)].map((match) => match[1] ?? match[2] ?? match[3]),
      ...[...code.matchAll(chosen)].map((match) => `expected ${match[1]}`),
    ]
      .filter((reason) => reason !== undefined)
      .map(filled)
  })

/** Reasons that are composed. */
const ofTheCore = [
  ...['1.1E+17', '#', '1111', '11010119900101119', '110101199013070017', '110101199003070018'].map((number) =>
    wrongWithDocument(number, '2020-02-10'),
  ),
  ...(['same_document', 'same_phone', 'other_document', 'former_name'] as const).map(
    (type) => clashProblem({ type, isolation: IsolationId.parse('iso-abcd') }).reason,
  ),
  noSuchGrid(exampleCommunity()),
  wrongWithName('1'),
  wrongWithText('\ufffd'),
].map((reason) => reason ?? 'not refused')

const built = new Set(['expected 7', '7: 7'])
const reasons = [
  ...['import-roster', 'register', 'check-registration'].flatMap(reasonsIn),
  ...ofTheCore,
].filter((reason) => !built.has(reason))

describe('a reason of the API', () => {
  it('is found in the code (checks the tests below)', () => {
    expect(reasons.length).toBeGreaterThan(30)
  })

  it.each(reasons)('has Chinese words: %s', (reason) => {
    expect(isTranslated(reason)).toBe(true)
    expect(problemReasonWords(reason, 'zh-CN')).toMatch(/\p{Script=Han}/u)
    expect(problemReasonWords(reason, 'zh-CN')).not.toMatch(/\b(?:the|is|of|not|expected)\b/)
  })

  it('stays as it is in English', () => {
    expect(problemReasonWords('lies in the future', 'en')).toBe('lies in the future')
  })

  it('that is unknown leaks no English into Chinese', () => {
    expect(problemReasonWords('something quite new', 'zh-CN')).toBe('此项有误')
  })

  it('names the columns of a roster in Chinese', () => {
    const merged = 'empty here, and filled in a row above: name, room. Merged cells? Fill in every row'
    expect(problemReasonWords(merged, 'zh-CN')).toContain('姓名、房号')
    expect(problemReasonWords('these columns are missing: arrived_at, grid', 'zh-CN')).toBe(
      '缺少这些列：到达日期、网格',
    )
  })

  it('about a whole row is understood behind the name of its field', () => {
    expect(problemReasonWords('lastExposure: lies in the future', 'zh-CN')).toBe('日期在将来')
  })
})
