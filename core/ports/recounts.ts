import type { GridPart } from '../grid-part.ts'

/**
 * Parts of grids that have to be counted again a little later, each once in a while however often it is asked for: on
 * AWS a queue that keeps one message of each in that time, on one machine at the next look.
 */
export interface Recounts {
  request(parts: readonly GridPart[]): Promise<void>
}
