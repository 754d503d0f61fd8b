// A sketch out of a few rows written by hand: what recognisers are tried on in tests.
import type { TableSketch } from '../plan.ts'

/** Cells separated by ';' on lines; the first line is the header. */
export function sketchOf(fileName: string, text: string): TableSketch {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(';'))
  const cellsOf = (index: number): string[] =>
    rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '')
  return {
    fileName,
    header,
    samples: header.map((_, index) => [...new Set(cellsOf(index))].slice(0, 200)),
    filled: header.map((_, index) => (rows.length === 0 ? 0 : cellsOf(index).length / rows.length)),
    rows: rows.length,
  }
}
