// Writes thin-space.ttf: a font of one empty glyph, U+202F, a fifth of an em wide (why: thin-space.ts).
// Run it again only to change the width.
import { writeFileSync } from 'node:fs'

const width = 200
const unitsPerEm = 1000

const bytes = (...parts) => Buffer.concat(parts)
const u16 = (...values) => {
  const buffer = Buffer.alloc(values.length * 2)
  values.forEach((value, index) => buffer.writeUInt16BE(value & 0xffff, index * 2))
  return buffer
}
const u32 = (...values) => {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => buffer.writeUInt32BE(value >>> 0, index * 4))
  return buffer
}

const names = [
  [1, 'Thin Space'],
  [2, 'Regular'],
  [4, 'Thin Space'],
  [6, 'ThinSpace'],
].map(([id, text]) => [id, Buffer.from(text, 'utf16le').swap16()])
let nameOffset = 0
const nameRecords = names.map(([id, text]) => {
  const record = u16(3, 1, 0x409, id, text.length, nameOffset)
  nameOffset += text.length
  return record
})

// Two segments, as format 4 wants: our character, then the closing one.
const cmapTable = bytes(
  u16(4, 32, 0, 4, 4, 1, 0),
  u16(0x202f, 0xffff),
  u16(0),
  u16(0x202f, 0xffff),
  u16(1 - 0x202f, 1),
  u16(0, 0),
)
const tables = {
  'OS/2': bytes(
    u16(4, width, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
    Buffer.alloc(10),
    u32(0x80000000 >>> 31, 0, 0, 0),
    Buffer.from('NONE'),
    u16(0x40, 0x202f, 0x202f, 800, -200, 0, 800, 200),
    u32(1, 0),
    u16(500, 700, 0, 0x20, 1),
  ),
  cmap: bytes(u16(0, 1, 3, 1), u32(12), cmapTable),
  glyf: Buffer.alloc(4),
  head: bytes(
    u32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
    u16(0x000b, unitsPerEm),
    Buffer.alloc(16),
    u16(0, 0, 0, 0, 0, 8, 2, 0, 0),
  ),
  hhea: bytes(u32(0x00010000), u16(800, -200, 0, width, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2)),
  hmtx: u16(width, 0, width, 0),
  loca: u16(0, 0, 0),
  maxp: bytes(u32(0x00010000), u16(2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)),
  name: bytes(u16(0, names.length, 6 + 12 * names.length), ...nameRecords, ...names.map(([, text]) => text)),
  post: bytes(u32(0x00030000, 0), u16(-100, 50), u32(0, 0, 0, 0, 0)),
}

const tags = Object.keys(tables).toSorted()
const padded = (buffer) => bytes(buffer, Buffer.alloc((4 - (buffer.length % 4)) % 4))
const sum = (buffer) => {
  let total = 0
  for (let place = 0; place < buffer.length; place += 4) total = (total + buffer.readUInt32BE(place)) >>> 0
  return total
}
const power = 2 ** Math.floor(Math.log2(tags.length))
let offset = 12 + 16 * tags.length
const directory = tags.map((tag) => {
  const record = bytes(Buffer.from(tag.padEnd(4)), u32(sum(padded(tables[tag])), offset, tables[tag].length))
  offset += padded(tables[tag]).length
  return record
})
const font = bytes(
  u32(0x00010000),
  u16(tags.length, power * 16, Math.log2(power), tags.length * 16 - power * 16),
  ...directory,
  ...tags.map((tag) => padded(tables[tag])),
)
const headAt = directory[tags.indexOf('head')].readUInt32BE(8)
font.writeUInt32BE((0xb1b0afba - sum(font)) >>> 0, headAt + 8)
writeFileSync(new URL('thin-space.ttf', import.meta.url), font)
