import type { Line } from '../corpus/labelled-lines.ts'

/** The reader's own account of a text: what it took the parts for. One line or several. */
export type Account = (line: Line, text: string) => string
