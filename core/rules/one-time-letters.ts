/** One of these begins a one-time code: none is read as a temperature, a family member, an answer or a digit. */
export const ONE_TIME_LETTERS = 'KMPRVWX'
