// `douze settings`: shows or changes the organisation's name, time zone, fiscal start, currency and smallest group.
import { changeSettings, readSettings, type Settings } from '../model/settings.ts'
import type { Database } from '../model/database.ts'
import { changeHostList, type HostList, hostLists, isHostName, readHostList } from '../model/host-lists.ts'
import { owner } from '../model/reader.ts'
import { changeSmallestGroup, readSmallestGroup, smallestGroup } from '../model/sight.ts'
import { changeCurrency } from '../sources/ingest/index.ts'
import { type Command, CommandError, exitCodes, type Given, UsageError } from './command.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'

export const settings: Command = {
  name: 'settings',
  summary: { fr: 'montre ou change les réglages', en: 'shows or changes the settings' },
  usage: '',
  least: 0,
  most: 0,
  options: {
    name: {
      words: { fr: 'nom de l’organisation', en: 'name of the organisation' },
      value: { fr: 'NOM', en: 'NAME' },
    },
    'time-zone': {
      words: { fr: 'fuseau, par exemple Europe/Paris', en: 'zone, for example Europe/Paris' },
      value: { fr: 'FUSEAU', en: 'ZONE' },
    },
    'fiscal-start': {
      words: {
        fr: 'mois où commence l’exercice, 1 à 12',
        en: 'month in which the fiscal year starts, 1 to 12',
      },
      value: { fr: 'MOIS', en: 'MONTH' },
    },
    currency: {
      words: { fr: 'devise des totaux, par exemple EUR', en: 'currency of the totals, for example EUR' },
      value: { fr: 'DEVISE', en: 'CURRENCY' },
    },
    'smallest-group': {
      words: {
        fr: 'personnes au moins derrière un chiffre hors de la ligne hiérarchique, 5 ou plus',
        en: 'fewest people behind a figure outside of the line, 5 or more',
      },
      value: { fr: 'NOMBRE', en: 'NUMBER' },
    },
    'company-domains': {
      words: {
        fr: 'domaines de l’entreprise : un participant d’un autre domaine est un client ; rien : ceux de ses personnes',
        en: 'domains of the company: an attendee of another domain is a customer; nothing: those of its people',
      },
      value: { fr: 'DOMAINE,…', en: 'DOMAIN,…' },
    },
    'internal-hosts': {
      words: {
        fr: 'serveurs internes que Douze peut appeler par leur nom (agendas) ; rien : aucun',
        en: 'internal servers that Douze may call by their name (calendars); nothing: none',
      },
      value: { fr: 'SERVEUR,…', en: 'SERVER,…' },
    },
    json: { words: { fr: 'écrit les réglages en JSON', en: 'prints the settings as JSON' } },
  },
  examples: ['douze settings --fiscal-start 4 --currency EUR'],
  run: (around, given) => {
    const changes = changesOf(given)
    const group = groupOf(given)
    const lists = listsOf(given)
    return inHouse(around, async ({ database }) => {
      const now =
        Object.keys(changes).length === 0
          ? await database.read(owner, readSettings)
          : await change(database, changes, around.clock).catch(asCommandError)
      if (group !== null)
        await database.write(owner, (query) => changeSmallestGroup(query, group, around.clock()))
      for (const [list, names] of lists)
        await database.write(owner, (query) => changeHostList(query, list, names, around.clock()))
      const smallest = await database.read(owner, readSmallestGroup)
      const [domains, hosts] = await database.read(owner, async (query) => [
        await readHostList(query, 'company-domains'),
        await readHostList(query, 'internal-hosts'),
      ])
      if (given.has('json'))
        await around.out(
          `${JSON.stringify(
            { ...now, smallestGroup: smallest, companyDomains: domains, internalHosts: hosts },
            null,
            2,
          )}\n`,
        )
      else {
        const fr = around.language === 'fr'
        await around.out(
          table(
            [{ title: fr ? 'Réglage' : 'Setting' }, { title: fr ? 'Valeur' : 'Value', isFlexible: true }],
            [
              [fr ? 'Organisation' : 'Organisation', now.name],
              [fr ? 'Fuseau horaire' : 'Time zone', now.timeZone],
              [fr ? 'Début d’exercice (mois)' : 'Fiscal year starts (month)', String(now.fiscalStart)],
              [fr ? 'Devise' : 'Currency', now.currency],
              [fr ? 'Groupe le plus petit (personnes)' : 'Smallest group (people)', String(smallest)],
              [fr ? 'Domaines de l’entreprise' : 'Domains of the company', domains.join(', ')],
              [fr ? 'Serveurs internes permis' : 'Internal servers allowed', hosts.join(', ')],
            ],
            around.columns,
          ),
        )
      }
      return exitCodes.done
    })
  },
}

function changesOf(given: Given): Partial<Settings> {
  const start = given.value('fiscal-start')
  if (start !== undefined && !/^\d{1,2}$/.test(start))
    throw new UsageError('--fiscal-start attend un mois, 1 à 12.', '--fiscal-start needs a month, 1 to 12.')
  const name = given.value('name')
  const timeZone = given.value('time-zone')
  const currency = given.value('currency')
  return {
    ...(name === undefined ? {} : { name: name.slice(0, 120) }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(start === undefined ? {} : { fiscalStart: Number(start) }),
    ...(currency === undefined ? {} : { currency: currency.toUpperCase() }),
  }
}

/** Lists that are to be replaced; an empty one takes all names away. */
function listsOf(given: Given): (readonly [HostList, readonly string[]])[] {
  return hostLists.flatMap((list) => {
    const text = given.value(list)
    if (text === undefined) return []
    const names = text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((name) => name !== '')
    const wrong = names.find((name) => !isHostName(name))
    if (wrong !== undefined)
      throw new UsageError(`--${list} : « ${wrong} » n’est pas un nom.`, `--${list}: “${wrong}” is no name.`)
    return [[list, names] as const]
  })
}

function groupOf(given: Given): number | null {
  const text = given.value('smallest-group')
  if (text === undefined) return null
  const people = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (people < smallestGroup || people > 1_000)
    throw new UsageError(
      `--smallest-group attend un nombre de ${smallestGroup} à 1000 : il peut être relevé, pas abaissé.`,
      `--smallest-group needs a number from ${smallestGroup} to 1000: it can be raised, not lowered.`,
    )
  return people
}

/** Amounts that came without a currency follow the organisation's. */
async function change(database: Database, changes: Partial<Settings>, clock: () => Date): Promise<Settings> {
  const changed = await database.write(owner, (query) => changeSettings(query, changes, clock()))
  if (changes.currency !== undefined) await changeCurrency(database, owner, changes.currency, clock)
  return changed
}

function asCommandError(error: unknown): never {
  if (error instanceof RangeError)
    throw new CommandError(
      'Ce fuseau, ce mois ou cette devise n’existe pas. Rien n’a été changé.',
      'There is no such time zone, month or currency. Nothing was changed.',
    )
  throw error
}
