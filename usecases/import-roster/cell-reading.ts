/** The value of a cell, or why it is refused. The reason never repeats the cell. */
export type Reading<Value> = { readonly value: Value } | { readonly reason: string }
