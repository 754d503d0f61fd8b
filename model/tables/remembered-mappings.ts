// remembered_mappings: one row per shape of file (its folded header) whose mapping was confirmed or corrected.
import { running } from '../care.ts'
import { defineTable, instant, json, text } from '../table.ts'

export const rememberedMappings = defineTable({
  name: 'remembered_mappings',
  title: { fr: 'Correspondances retenues', en: 'Remembered mappings' },
  grain: { fr: 'une forme de fichier', en: 'shape of file' },
  placement: 'local',
  key: ['header_key'],
  columns: {
    /** Digest of the folded header names, in order. */
    header_key: text(running),
    header: json<string[]>(running),
    /** None where only the first line was said. */
    mapping: json<unknown>(running),
    /** What a person said that the first line is. */
    first_line: text<'titles' | 'data'>(running).orNull,
    confirmed_at: instant(running),
  },
})
