/** What a cell says, or why it cannot be taken. The reason never repeats the cell. */
export type Reading<Value> = { readonly value: Value } | { readonly reason: string }
