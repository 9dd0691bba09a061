/** The business key of an echo: the first one, or the urgent repetition. */
export const echoKey = (id: string, time: 'first' | 'again'): string => `echo-${id}-${time}`
