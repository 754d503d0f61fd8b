// Why lines of logs of a whole company are left out.
import type { LogReading } from './log-format.ts'

export const leftOutOfLogs: LogReading['leftOut'] = {
  OTHER_OPERATION: ({ fr, en }) => ({
    fr: `Lignes d’autre chose que l’usage d’un contenu (ajouts, synchronisation, droits, messagerie), laissées de côté : ${fr}.`,
    en: `Lines about something other than the use of content (uploads, synchronising, rights, mail), left out: ${en}.`,
  }),
  OTHER_FILE: ({ fr, en }) => ({
    fr: `Lignes sur des fichiers qui ne sont pas dans la liste des contenus, laissées de côté sans que leur nom soit gardé : ${fr}. Apportez d’abord la liste des contenus, avec leurs titres.`,
    en: `Lines about files that are not in the list of content, left out without keeping their names: ${en}. Bring the list of content first, with its titles.`,
  }),
  SEARCH_OF_OTHERS: ({ fr, en }) => ({
    fr: `Recherches de personnes que Douze ne connaît pas, laissées de côté : ${fr}.`,
    en: `Searches by people whom Douze does not know, left out: ${en}.`,
  }),
  SHARED_INSIDE: ({ fr, en }) => ({
    fr: `Partages entre collègues, laissés de côté : ${fr}.`,
    en: `Sharing among colleagues, left out: ${en}.`,
  }),
  NOBODY: ({ fr, en }) => ({
    fr: `Lignes que personne n’a faites (système, application), laissées de côté : ${fr}.`,
    en: `Lines that nobody made (system, application), left out: ${en}.`,
  }),
}

/** Names of files are no longer than this. */
const mostWords = 500

export function cutWords(text: string): string {
  return text.slice(0, mostWords)
}
