// How many pixels an image declares, read before anything is decoded: sixty-nine bytes may declare four thousand million.

/** From the first bytes of an image; null where they do not say. */
export function pixelsOf(start: Buffer): number | null {
  try {
    const mark = start.toString('latin1', 0, 4)
    if (mark === '\x89PNG')
      return start.toString('latin1', 12, 16) === 'IHDR'
        ? start.readUInt32BE(16) * start.readUInt32BE(20)
        : null
    if (mark === 'GIF8') return start.readUInt16LE(6) * start.readUInt16LE(8)
    if (mark.startsWith('BM')) return Math.abs(start.readInt32LE(18) * start.readInt32LE(22))
    if (mark === 'RIFF') return pixelsOfWebp(start)
    return mark.startsWith('\xff\xd8') ? pixelsOfJpeg(start) : null
  } catch {
    // Cut before it says.
    return null
  }
}

function pixelsOfWebp(start: Buffer): number | null {
  switch (start.toString('latin1', 12, 16)) {
    case 'VP8X':
      return (start.readUIntLE(24, 3) + 1) * (start.readUIntLE(27, 3) + 1)
    case 'VP8L': {
      const bits = start.readUInt32LE(21)
      return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1)
    }
    default:
      return null
  }
}

/** The segments of a JPEG stand one after another until one says how large the picture is. */
function pixelsOfJpeg(start: Buffer): number | null {
  for (let at = 2; start.readUInt8(at) === 0xff; at += 2 + start.readUInt16BE(at + 2)) {
    const kind = start.readUInt8(at + 1)
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)
    if (isFrame) return start.readUInt16BE(at + 5) * start.readUInt16BE(at + 7)
  }
  return null
}
