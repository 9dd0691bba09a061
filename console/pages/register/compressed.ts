const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/** A roster as it is sent: with gzip, unless it is a workbook (a zip) or compressed already. */
export const compressed = async (file: Blob): Promise<Blob> => {
  const first = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  if (startsWith(first, 0x50, 0x4b) || startsWith(first, 0x1f, 0x8b)) return file
  return new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob()
}
