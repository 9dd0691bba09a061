import type { Graph } from '../../../api/views/state-machine-graph.ts'
import type { Lines } from './node-lines.ts'

export type State = Graph['nodes'][number]
export type Step = Graph['edges'][number]
export type Shown = Pick<Graph, 'nodes' | 'edges'>

export interface Point {
  readonly x: number
  readonly y: number
}

/** A state with the room that its words need. */
export interface SizedState extends State, Lines {
  /** It is no part of the work: where the text goes when a step fails or answers with something else. */
  readonly isAside: boolean
}

export type DrawnState = SizedState & Point

export interface DrawnStep extends Step {
  readonly isAside: boolean
  /** A path through these points. */
  readonly points: readonly Point[]
  /** Where the number of visits stands. */
  readonly middle: Point
}

export interface Drawing {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly states: readonly DrawnState[]
  readonly steps: readonly DrawnStep[]
}

/** The way of one step, as it is drawn. */
export type Way = Pick<DrawnStep, 'points' | 'middle'>
