/** Which way up a JPEG says it is (CIPA DC-008, tag 0x0112 of its first directory); undefined where it does not say. */
export function exifOrientation(jpeg: Uint8Array): number | undefined {
  const file = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  const start = file.subarray(0, 64 * 1024).indexOf('Exif\0\0', 0, 'latin1') + 6
  if (start < 6 || start + 8 > file.length) return undefined
  const little = file[start] === 0x49
  const short = (at: number): number => (little ? file.readUInt16LE(at) : file.readUInt16BE(at))
  const directory = start + (little ? file.readUInt32LE(start + 4) : file.readUInt32BE(start + 4))
  for (let entry = 0; entry < short(directory); entry += 1) {
    const at = directory + 2 + entry * 12
    if (short(at) === 0x0112) return short(at + 8)
  }
  return undefined
}
