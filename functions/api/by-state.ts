import type { Ports } from '../../core/ports/ports.ts'
import { type Look, openIn } from './attention.ts'

/** How many are in each state, most first. */
export const byState = async (ports: Ports, look: Look): Promise<{ state: string; count: number }[]> => {
  const counts = new Map<string, number>()
  for await (const { state } of openIn(ports, look)) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts].map(([state, count]) => ({ state, count })).sort((a, b) => b.count - a.count)
}
