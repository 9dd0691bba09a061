/** The business key of an echo: the first, and the urgent one. */
export const echoKey = (id: string, time: 'first' | 'again'): string => `echo-${id}-${time}`
