// Lists that only the organisation can give: its domains, its internal servers, its words for time spent.
import { type OwnWord, changeOwnWords, readOwnWords } from '../../model/activity-words.ts'
import type { Query } from '../../model/database.ts'
import { changeHostList, readHostList } from '../../model/host-lists.ts'
import { activityWords, wordsOf } from '../../sources/entities/codes.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler } from '../handler.ts'

const ownNames: Handler<'ownNames'> = ({ database }, { reader }) => database.read(reader, readNames)

const setOwnNames: Handler<'setOwnNames'> = ({ database, clock }, { reader, body }) =>
  database
    .write(reader, async (query) => {
      const lists = [
        ['company-domains', body.companyDomains],
        ['internal-hosts', body.internalHosts],
      ] as const
      for (const [list, names] of lists)
        if (names !== undefined) await changeHostList(query, list, names.map(asName), clock())
      return readNames(query)
    })
    .catch((error: unknown) =>
      refuse(error, {
        fr: 'Un nom s’écrit comme « acme.fr » ou « intranet », sans adresse ni chemin. Rien n’a été changé.',
        en: 'A name is written like “acme.fr” or “intranet”, without address or path. Nothing was changed.',
      }),
    )

const asName = (text: string): string => text.trim().toLowerCase()

async function readNames(query: Query) {
  return {
    companyDomains: [...(await readHostList(query, 'company-domains'))],
    internalHosts: [...(await readHostList(query, 'internal-hosts'))],
  }
}

const timeWords: Handler<'timeWords'> = ({ database }, { reader }) => database.read(reader, readWords)

const setTimeWords: Handler<'setTimeWords'> = ({ database, clock }, { reader, body }) =>
  database
    .write(reader, async (query) => {
      await changeOwnWords(query, body.words as readonly OwnWord[], clock())
      return readWords(query)
    })
    .catch((error: unknown) =>
      refuse(error, {
        fr: 'Chaque mot a besoin d’une catégorie de la liste. Rien n’a été changé.',
        en: 'Each word needs a category of the list. Nothing was changed.',
      }),
    )

async function readWords(query: Query) {
  const [fr, en] = [wordsOf(activityWords, 'fr'), wordsOf(activityWords, 'en')]
  return {
    words: [...(await readOwnWords(query))],
    categories: Object.keys(activityWords.said).map((id, at) => ({
      id,
      name: { fr: fr[at] ?? id, en: en[at] ?? id },
    })),
  }
}

function refuse(error: unknown, words: { readonly fr: string; readonly en: string }): never {
  if (error instanceof RangeError) throw new Refusal('bad-request', { words, fields: ['body'] })
  throw error
}

export const ownListHandlers = { ownNames, setOwnNames, timeWords, setTimeWords }
