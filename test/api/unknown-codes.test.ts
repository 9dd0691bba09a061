import { describe, expect, it } from 'vitest'
import { openTestApi } from './test-api.ts'

const worker = '+8613900000001'
const path = '/communities/qinghe/unknown-codes'

describe('the unknown codes of a community', () => {
  it('are none at first', async () => {
    const api = await openTestApi()
    expect(await api.get(path)).toMatchObject({ status: 200, json: { posts: [] } })
  })

  it('are counted for each post, with its number masked and no code', async () => {
    const api = await openTestApi()
    for (let guess = 0; guess < 300; guess += 1) await api.says(worker, `${9000 + guess} 到了`)
    const { json, text } = await api.get(path, { actor: 'administrator' })
    expect(json.posts).toEqual([
      {
        staff: 'worker-1',
        role: 'grid_worker',
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
    const api = await openTestApi()
    await api.says(worker, '9000 到了')
    const { json } = await api.get(path)
    expect(json.posts).toEqual([expect.objectContaining({ count: 1, slowedUntil: null })])
  })

  it('are counted anew after a day without any, and not shown any more after a week', async () => {
    const api = await openTestApi()
    for (let guess = 0; guess < 3; guess += 1) await api.says(worker, `${9000 + guess} 到了`)
    await api.until('2020-02-12 10:00')
    await api.says(worker, '9000 到了')
    expect((await api.get(path)).json.posts).toEqual([expect.objectContaining({ count: 1 })])
    await api.until('2020-02-20 10:00')
    expect((await api.get(path)).json.posts).toEqual([])
  })

  it.each(['worker-1', 'doctor', 'police-station', 'street-office'])('are not for %s', async (actor) => {
    const api = await openTestApi()
    expect((await api.get(path, { actor })).status).toBe(403)
  })
})
