// Which of two languages a comment is written in, by its small words.
import { frenchWords } from './text-words.ts'

export type TextLanguage = 'fr' | 'en'

const small: Readonly<Record<TextLanguage, ReadonlySet<string>>> = {
  fr: of(
    "le la les des du un une et est sont était été ai avons ont suis je j' nous vous ils elle elles ce c' cette ces qui que qu' dans sur avec pour par pas ne n' plus très trop mais mon ma mes notre nos votre vos leur leurs au aux depuis toujours jamais rien tout tous bien même aussi encore être avoir fait d' l' s' y en sans chez merci",
  ),
  en: of(
    "the an and is are was were be been have has had i we you they he she it its it's this that these those which who in with for by of to from not no don't didn't doesn't isn't can't won't very too but my our your their at since always never nothing everything all well same also still do did does will would could should there when what so just than thanks",
  ),
}

function of(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

/**
 * The language whose small words ("le", "the") occur more often; null where neither does, or both as often: "Excellent!" is both. Without
 * a model: enough to choose between two lists of words, and no more.
 */
export function languageOf(text: string): TextLanguage | null {
  let balance = 0
  for (const word of frenchWords(text)) {
    if (small.fr.has(word)) balance++
    if (small.en.has(word)) balance--
  }
  return balance > 0 ? 'fr' : balance < 0 ? 'en' : null
}
