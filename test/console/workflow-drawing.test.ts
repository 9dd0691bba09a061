import { describe, expect, it } from 'vitest'
import { graphOf } from '../../api/views/state-machine-graph.ts'
import { pathThrough } from '../../console/components/workflow/edge-path.ts'
import { drawn, layOut } from '../../console/components/workflow/graph-layout.ts'
import { stateInChinese } from '../../console/i18n/workflow-state-words.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'

const entered = (id: number, state: string) => ({
  id,
  previousEventId: id - 1,
  at: InstantSchema.parse(new Date(id * 1000).toISOString()),
  type: 'TaskStateEntered',
  state,
  details: {},
})

const events = (states: readonly string[]) => states.map((state, index) => ({ ...entered(index + 1, state) }))

describe.each([
  ['isolation', 'wide'],
  ['isolation', 'narrow'],
  ['escalation', 'wide'],
  ['escalation', 'narrow'],
] as const)('the drawing of the %s workflow, %s', (workflow, shape) => {
  const graph = graphOf(workflow, undefined)
  const drawing = layOut(graph, ({ name }) => ({ title: name }), shape)

  it('has every state of the text and every way between two of them', () => {
    expect(drawing.states.map(({ name }) => name)).toEqual(graph.nodes.map(({ name }) => name))
    expect(drawing.steps).toHaveLength(graph.edges.length)
    for (const { points } of drawing.steps) expect(points.length).toBeGreaterThan(1)
  })

  it('draws no state over another', () => {
    for (const a of drawing.states)
      for (const b of drawing.states.filter((other) => other !== a))
        expect(
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2,
          `${a.name} and ${b.name}`,
        ).toBe(true)
  })

  it('keeps every state and every way inside of its edges', () => {
    const { left, top, width, height } = drawing
    const points = [
      ...drawing.steps.flatMap((step) => step.points),
      ...drawing.states.flatMap(({ x, y, width: wide, height: high }) => [
        { x: x - wide / 2, y: y - high / 2 },
        { x: x + wide / 2, y: y + high / 2 },
      ]),
    ]
    for (const { x, y } of points) {
      expect(x).toBeGreaterThan(left)
      expect(x).toBeLessThan(left + width)
      expect(y).toBeGreaterThan(top)
      expect(y).toBeLessThan(top + height)
    }
  })

  it('is the same each time', () => {
    expect(layOut(graph, ({ name }) => ({ title: name }), shape)).toEqual(drawing)
  })

  it('has a Chinese word for every state of the text', () => {
    expect(graph.nodes.filter(({ name }) => stateInChinese(name) === undefined)).toEqual([])
  })
})

/** The width of the drawing on the narrowest phone, at the smallest legible size. */
const PHONE = 294 / 0.8

describe('the isolation as it is drawn', () => {
  const graph = graphOf('isolation', undefined)
  const work = [
    'Welcome the returnee',
    'What comes first?',
    'Wait for the slot',
    'Ask for the temperature',
    'What did they answer?',
    'Review the isolation',
    'Can they be released?',
    'Wait for the decision',
    'What was decided?',
    'Wait for the release',
    'Release the returnee',
  ]
  const aside = ['Look at the record', 'What does the record say?', 'Report the failure']

  it.each([
    ['wide', 'x'],
    ['narrow', 'y'],
  ] as const)('reads in the order of the work when it is %s', (shape, axis) => {
    const { states } = layOut(drawn(graph, false), ({ name }) => ({ title: name }), shape)
    const places = work.map((name) => states.find((state) => state.name === name)?.[axis] ?? Number.NaN)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(new Set(places).size).toBe(work.length)
    expect(states.filter(({ name }) => aside.includes(name))).toEqual([])
  })

  it.each(['wide', 'narrow'] as const)('has failures below the work, which does not move: %s', (shape) => {
    const title = ({ name }: { readonly name: string }) => ({ title: name })
    const without = layOut(drawn(graph, false), title, shape).states
    const { states } = layOut(graph, title, shape)
    const isAside = ({ name }: { readonly name: string }) => without.every((state) => state.name !== name)
    expect(states.filter((state) => !isAside(state))).toEqual(without)
    const lowest = Math.max(...without.map(({ y, height }) => y + height / 2))
    for (const { y, height } of states.filter(isAside)) expect(y - height / 2).toBeGreaterThan(lowest)
    expect(states.filter(isAside).map(({ name }) => name)).toEqual(expect.arrayContaining(aside))
  })

  it('can be read on a phone without scrolling to the side', () => {
    for (const workflow of ['isolation', 'escalation'] as const) {
      const shown = drawn(graphOf(workflow, undefined), false)
      expect(layOut(shown, ({ name }) => ({ title: name }), 'narrow').width).toBeLessThan(PHONE)
    }
  })
})

describe('what is drawn', () => {
  it('leaves out failures that have not happened, until they are asked for', () => {
    const graph = graphOf('isolation', [])
    const names = drawn(graph, false).nodes.map(({ name }) => name)
    expect(names).toContain('Judge the silence')
    expect(names).not.toContain('Report the failure')
    expect(drawn(graph, true)).toBe(graph)
  })

  it('has a failure that has happened', () => {
    const graph = graphOf('isolation', events(['Welcome the returnee', 'Report the failure']))
    expect(drawn(graph, false).nodes.map(({ name }) => name)).toContain('Report the failure')
  })

  it('has room for the note at a state', () => {
    const graph = drawn(graphOf('escalation', undefined), false)
    const height = (note?: string) =>
      layOut(graph, ({ name }) => ({
        title: name,
        ...(name === 'Wait for the day' && note !== undefined ? { note } : {}),
      })).states.find(({ name }) => name === 'Wait for the day')?.height ?? 0
    expect(height('the police station is told at 07:30 tomorrow')).toBeGreaterThan(height() + 16)
  })
})

describe('a way between two states', () => {
  it('begins and ends at the states, and bends between', () => {
    expect(
      pathThrough([
        { x: 0, y: 0 },
        { x: 10, y: 0 },
        { x: 20, y: 10 },
      ]),
    ).toBe('M0 0L5 0Q10 0 15 5L20 10')
    expect(
      pathThrough([
        { x: 0, y: 0 },
        { x: 10, y: 0 },
      ]),
    ).toBe('M0 0L10 0')
    expect(pathThrough([])).toBe('')
  })
})
