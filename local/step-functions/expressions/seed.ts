/** A number from 0 up to 1 that depends only on the seed: its digits stirred with a multiply and shift hash. */
export const numberFrom = (seed: number): number => {
  let bits = (Math.trunc(seed) ^ Math.trunc(seed / 2 ** 32)) | 0
  for (const factor of [0x7feb352d, 0x846ca68b]) {
    bits = Math.imul(bits ^ (bits >>> 16), factor)
    bits ^= bits >>> 15
  }
  return (bits >>> 0) / 2 ** 32
}
