// voice_days: a rollup. How many voices of customers were received on which day, of which theme, and when something was first done about
// them. Made by model/rollups and by nothing else. Who spoke, about whom, and the words are not in it.
import { heard } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'

export const voiceDays = defineTable({
  name: 'voice_days',
  title: { fr: 'Voix des clients par jour', en: 'Voices of customers by day' },
  grain: {
    fr: 'un jour, un thème, le jour de la première action et une tonalité : combien de voix',
    en: 'day of voices, theme, day of the first action on them, and tone',
  },
  placement: 'reference',
  key: ['day', 'theme', 'acted_on', 'sentiment'],
  columns: {
    day: day(heard),
    /** Empty: none. */
    theme: text(heard),
    /** Infinity: nothing has been done. */
    acted_on: day(heard),
    /** As a person noted it: 'positive', 'neutral' or 'negative'; empty: nobody did. */
    sentiment: text(heard),
    voices: id(heard),
  },
})
