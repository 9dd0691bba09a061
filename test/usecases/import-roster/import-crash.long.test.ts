import { describe, expect, it } from 'vitest'
import { beginImport } from '../../../usecases/import-roster/begin-import.ts'
import { importProgress, type Progress } from '../../../usecases/import-roster/import-progress.ts'
import { Crash, dyingPorts, type Plan } from '../../workflow/dying-ports.ts'
import { exampleCommunity, openTestSystem } from '../../workflow/test-system.ts'
import { BY, rosterOf } from './imports.ts'

const community = exampleCommunity()
/** Two parts, and one person twice. */
const file = rosterOf(2, [0])
const ROWS = 2

/** An import of which one call dies or is refused; whoever sent the file sends it again when it was not taken. */
const importing = async (plan?: Plan): Promise<{ progress: Progress; places: string[]; people: number }> => {
  const dying = dyingPorts(plan)
  const sixclear = await openTestSystem({ now: '2020-02-13 09:00', wrapInvocation: dying.wrapInvocation })
  const { ports, timeline } = sixclear.system
  const { id } = await beginImport(ports, community, file, BY, ROWS)
  // A part that has failed comes again.
  await timeline.runUntil(timeline.now() + 20 * 60_000)
  const progress = await importProgress(ports, community.id, id)
  const { items } = await ports.store.queryIndex({
    pk: `ISOLATIONS#${community.id}#grid-1`,
    index: 'list',
    limit: 1_000,
  })
  sixclear.system.close()
  return { progress, places: dying.places, people: items.length }
}

const calls = (await importing()).places

/** Every call. */
const chosen = calls.map((_, index) => index + 1)

describe('an import', () => {
  it.each(chosen)('converges if a process dies after its port call %i', async (call) => {
    const { progress, people } = await importing({ call })
    expect(people).toBe(2)
    expect(progress).toMatchObject({ state: 'done', done: 3, counts: { rejected: 0, conflicts: 0 } })
  })

  it.each(chosen)('converges if the port is too busy at call %i', async (call) => {
    const { progress, people } = await importing({ call, throttled: true })
    expect(people).toBe(2)
    expect(progress).toMatchObject({ state: 'done', done: 3, counts: { rejected: 0, conflicts: 0 } })
  })

  it('that dies while it begins is begun again with the same file', async () => {
    for (let call = 1; call <= 12; call += 1) {
      const sixclear = await openTestSystem({ now: '2020-02-13 09:00' })
      const { ports } = sixclear.system
      const dying = dyingPorts({ call }).wrapInvocation(ports)
      await beginImport({ ...dying, importQueue: ports.importQueue }, community, file, BY, ROWS).catch(
        (error: unknown) => expect(error).toBeInstanceOf(Crash),
      )
      const { id } = await beginImport(ports, community, file, BY, ROWS)
      await sixclear.settle()
      const { state, counts } = await importProgress(ports, community.id, id)
      expect({ state, counts }).toMatchObject({
        state: 'done',
        counts: { registered: 2, registeredAlready: 1 },
      })
      sixclear.system.close()
    }
  })
})
