import { describe, expect, it } from 'vitest'
import { openDesk } from './desk.ts'

const worker = '+8613900000001'
const path = '/communities/qinghe/unknown-codes'

describe('the unknown codes of a community', () => {
  it('are none at first', async () => {
    const desk = await openDesk()
    expect(await desk.get(path)).toMatchObject({ status: 200, json: { posts: [] } })
  })

  it('are counted for each post, with its number masked and no code', async () => {
    const desk = await openDesk()
    for (let guess = 0; guess < 300; guess += 1) await desk.says(worker, `${9000 + guess} 到了`)
    const { json, text } = await desk.get(path, { actor: 'administrator' })
    expect(json.posts).toEqual([
      {
        staff: 'worker-1',
        role: 'grid worker',
        number: '+861********01',
        count: 300,
        since: expect.any(String),
        lastAt: expect.any(String),
        slowedUntil: expect.any(String),
      },
    ])
    expect(text).not.toContain(worker)
    expect(text).not.toMatch(/9[0-2]\d\d/)
  })

  it('of somebody who mistypes once slow nobody', async () => {
    const desk = await openDesk()
    await desk.says(worker, '9000 到了')
    const { json } = await desk.get(path)
    expect(json.posts).toEqual([expect.objectContaining({ count: 1, slowedUntil: null })])
  })

  it('are counted anew after a day without any, and not shown any more after a week', async () => {
    const desk = await openDesk()
    for (let guess = 0; guess < 3; guess += 1) await desk.says(worker, `${9000 + guess} 到了`)
    await desk.until('2020-02-12 10:00')
    await desk.says(worker, '9000 到了')
    expect((await desk.get(path)).json.posts).toEqual([expect.objectContaining({ count: 1 })])
    await desk.until('2020-02-20 10:00')
    expect((await desk.get(path)).json.posts).toEqual([])
  })

  it.each(['worker-1', 'doctor', 'police-station', 'street-office'])('are not for %s', async (actor) => {
    const desk = await openDesk()
    expect((await desk.get(path, { actor })).status).toBe(403)
  })
})
