// `douze time-words`: shows or changes the organisation's own words for what time was spent on.
import { changeOwnWords, type OwnWord, readOwnWords } from '../model/activity-words.ts'
import type { ActivityCategory } from '../model/codes.ts'
import { foldName } from '../model/names.ts'
import { owner } from '../model/reader.ts'
import { activityWords, codeOf, wordsOf } from '../sources/entities/codes.ts'
import { type Command, exitCodes, UsageError } from './command.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'

export const timeWords: Command = {
  name: 'time-words',
  summary: {
    fr: 'montre ou change vos propres mots pour le temps passé (projets et étiquettes des minuteurs)',
    en: 'shows or changes your own words for time spent (projects and tags of timers)',
  },
  usage: '[WORD=CATEGORY...]',
  least: 0,
  most: 500,
  options: { json: { words: { fr: 'écrit la liste en JSON', en: 'prints the list as JSON' } } },
  examples: [
    'douze time-words "Projet Alpha=rendez-vous client" "Interne=internal"',
    'douze time-words "Projet Alpha="',
  ],
  run: async (around, given) => {
    const changes = given.words.map(changeOf)
    const fr = around.language === 'fr'
    const words = await inHouse(around, async ({ database }) => {
      if (changes.length === 0) return database.read(owner, readOwnWords)
      return database.write(owner, async (query) => {
        const changed = new Set(changes.map(({ word }) => foldName(word)))
        const kept = (await readOwnWords(query)).filter(({ word }) => !changed.has(foldName(word)))
        const added = changes.flatMap(({ word, category }): OwnWord[] =>
          category === null ? [] : [{ word, category }],
        )
        await changeOwnWords(query, [...kept, ...added], around.clock())
        return readOwnWords(query)
      })
    })
    if (given.has('json')) await around.out(`${JSON.stringify(words, null, 2)}\n`)
    else
      await around.out(
        table(
          [{ title: fr ? 'Mot' : 'Word', isFlexible: true }, { title: fr ? 'Compte dans' : 'Counts in' }],
          words.map(({ word, category }) => [word, nameOf(category, around.language)]),
          around.columns,
        ),
      )
    return exitCodes.done
  },
}

/** `Projet Alpha=crm`; nothing after the sign takes the word away. The last sign counts: a word may hold one. */
function changeOf(text: string): { readonly word: string; readonly category: ActivityCategory | null } {
  const at = text.lastIndexOf('=')
  const word = at < 0 ? '' : text.slice(0, at).trim()
  const written = text.slice(at + 1).trim()
  const category = written === '' ? null : codeOf(activityWords, written)
  if (word === '' || category === undefined)
    throw new UsageError(
      `« ${text} » : forme attendue MOT=CATÉGORIE. Catégories : ${wordsOf(activityWords, 'fr').join(', ')}.`,
      `“${text}”: expected WORD=CATEGORY. Categories: ${wordsOf(activityWords, 'en').join(', ')}.`,
    )
  return { word, category: category as ActivityCategory | null }
}

function nameOf(category: string, language: 'fr' | 'en'): string {
  return wordsOf(activityWords, language)[Object.keys(activityWords.said).indexOf(category)] ?? category
}
