// `douze import`: reads files, shows what became of them, and makes what was accepted visible in one transaction.
import { openImport } from '../sources/ingest/index.ts'
import { discardImport, makeVisible, stageImport } from '../sources/ingest/index.ts'
import { allowances } from '../sources/plan.ts'
import { notAlone, routedFile, type RoutedFile } from '../sources/routed-files.ts'
import type { ImportReport, Progress } from '../sources/ingest/index.ts'
import { ImportRefused } from '../sources/ingest/index.ts'
import { owner } from '../model/reader.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { correctionsOf } from './corrections.ts'
import { deliveredFiles } from './delivered-files.ts'
import { inHouse } from './house.ts'
import { importJson, verdictOf } from './import-json.ts'
import { importText } from './import-text.ts'
import { importMessages } from './import-messages.ts'
import { importStatements } from './import-statements.ts'
import { longWork } from './progress.ts'

export const importFiles: Command = {
  name: 'import',
  summary: {
    fr: 'lit des fichiers ou des dossiers et montre ce qu’ils sont devenus',
    en: 'reads files or folders and shows what became of them',
  },
  usage: 'PATH...',
  least: 1,
  most: 1000,
  options: {
    json: { words: { fr: 'écrit le rapport en JSON', en: 'prints the report as JSON' } },
    'dry-run': {
      words: {
        fr: 'lit et montre le rapport sans rien garder',
        en: 'reads and reports without keeping anything',
      },
    },
    'unknown-people': {
      words: {
        fr: 'keep (par défaut) garde une ligne dont la personne est inconnue ; refuse la refuse',
        en: 'keep (the default) keeps a row whose person is unknown; refuse refuses it',
      },
      value: { fr: 'keep|refuse', en: 'keep|refuse' },
    },
    'on-row-error': {
      words: {
        fr: 'keep-good-rows (par défaut) garde les bonnes lignes ; abort refuse tout à la première mauvaise',
        en: 'keep-good-rows (the default) keeps the good rows; abort refuses everything at the first bad one',
      },
      value: { fr: 'keep-good-rows|abort', en: 'keep-good-rows|abort' },
    },
    source: {
      words: {
        fr: 'nom du CRM d’où viennent les identifiants',
        en: 'name of the CRM that the ids come from',
      },
      value: { fr: 'NOM', en: 'NAME' },
    },
    'as-of': {
      words: { fr: 'le jour que ces fichiers décrivent', en: 'the day that these files describe' },
      value: { fr: 'AAAA-MM-JJ', en: 'YYYY-MM-DD' },
    },
    'shared-by': {
      words: {
        fr: 'qui avait partagé ce que des acheteurs ont vu, si les fichiers ne le disent pas',
        en: 'who had shared what buyers viewed, where the files do not say',
      },
      value: { fr: 'E-MAIL', en: 'E-MAIL' },
    },
    person: {
      words: {
        fr: 'de qui est un agenda ; ou votre propre adresse, pour l’export de votre suivi d’activité',
        en: 'whose a calendar is; or your own address, for the export of your activity tracker',
      },
      value: { fr: 'E-MAIL', en: 'E-MAIL' },
    },
    'own-export': {
      words: {
        fr: 'ces fichiers sont des exports de Douze : les apostrophes de protection sont retirées',
        en: 'these files are exports of Douze: its protecting apostrophes are taken away',
      },
    },
    allow: {
      words: {
        fr: 'permet ce qui serait refusé : short-years (une année à deux chiffres est 20xx), round-amounts (un montant aux décimales de trop est arrondi, au pair) ; retenu avec la correspondance des colonnes',
        en: 'allows what would be refused: short-years (a year of two digits is 20xx), round-amounts (an amount with too many decimals is rounded, half to even); remembered with the mapping of the columns',
      },
      value: { fr: allowances.join('|'), en: allowances.join('|') },
      isMany: true,
    },
    'first-line': {
      words: {
        fr: 'ce qu’est la première ligne : titles (les titres des colonnes) ou data (une ligne comme les autres) ; pour un seul fichier : FICHIER=data',
        en: 'what the first line is: titles (the titles of the columns) or data (a row like the others); for one file: FILE=data',
      },
      value: { fr: '[FICHIER=]titles|data', en: '[FILE=]titles|data' },
      isMany: true,
    },
    map: {
      words: {
        fr: 'corrige la proposition : FICHIER=ENTITÉ ou FICHIER:COLONNE=CHAMP (rien après = : colonne ignorée)',
        en: 'corrects the proposal: FILE=ENTITY or FILE:COLUMN=FIELD (nothing after =: column left out)',
      },
      value: { fr: 'CORRECTION', en: 'CORRECTION' },
      isMany: true,
    },
  },
  examples: [
    'douze import ./crm-export',
    'douze import deals.csv people.xlsx --dry-run',
    'douze import agenda.ics --person ada@exemple.fr',
    'douze import deals.csv --map "deals.csv:Montant HT=amount"',
    'douze import formations.csv --allow short-years',
    'douze import ventes.txt --first-line data --map ventes.txt=revenue --map "ventes.txt:Column 2=account"',
  ],
  run: async (around, given) => {
    const options = optionsOf(given)
    const files = await deliveredFiles(given.words, around.currentFolder)
    const corrections = correctionsOf(given.values('map'), given.values('first-line'), files)
    const isDryRun = given.has('dry-run')
    const routed = await routedFile(files)
    if (routed !== null) {
      const { door, file, isAlone } = routed
      if (!isAlone) throw notAloneUsage(routed)
      return door === 'messages'
        ? importMessages(around, given, file, isDryRun)
        : importStatements(around, given, file, isDryRun)
    }
    const report = await inHouse(around, async ({ database }, signal) => {
      const work = longWork(around)
      const running = { now: around.clock, signal, onProgress: (progress: Progress) => work.tell(progress) }
      try {
        const { importId } = await openImport(database, owner, { ...options, now: around.clock })
        const staged = await stageImport(database, owner, importId, files, { ...running, corrections })
        if (staged.state !== 'staged') return staged
        if (!isDryRun) return await makeVisible(database, owner, importId, running)
        await discardImport(database, owner, importId, around.clock)
        return staged
      } catch (error) {
        if (error instanceof ImportRefused) throw new CommandError(error.words.fr, error.words.en)
        throw error
      } finally {
        work.end()
      }
    })
    await print(around, given, report, isDryRun)
    return verdictOf(report) === 'reject' ? exitCodes.failed : exitCodes.done
  },
}

function notAloneUsage(routed: RoutedFile): UsageError {
  const { fr, en } = notAlone(routed)
  return new UsageError(fr, en)
}

async function print(
  around: Surroundings,
  given: Given,
  report: ImportReport,
  isDryRun: boolean,
): Promise<void> {
  if (given.has('json')) await around.out(`${JSON.stringify(importJson(report), null, 2)}\n`)
  else await around.out(importText(around, report, isDryRun))
}

function optionsOf(given: Given) {
  const unknownPeople = choice(given, 'unknown-people', ['keep', 'refuse'] as const)
  const onRowError = choice(given, 'on-row-error', ['keep-good-rows', 'abort'] as const)
  const source = given.value('source')
  const asOf = given.value('as-of')
  if (asOf !== undefined && !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(asOf))
    throw new UsageError('--as-of attend un jour : AAAA-MM-JJ.', '--as-of needs a day: YYYY-MM-DD.')
  const sharedBy = given.value('shared-by')
  if (sharedBy !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sharedBy))
    throw new UsageError('--shared-by attend une adresse e-mail.', '--shared-by needs an e-mail address.')
  if (source !== undefined && !/^\S(.{0,58}\S)?$/u.test(source))
    throw new UsageError(
      '--source attend un nom de 60 signes au plus.',
      '--source needs a name of at most 60 signs.',
    )
  return {
    ...(unknownPeople === undefined ? {} : { unknownPeople }),
    ...(onRowError === undefined ? {} : { onRowError }),
    ...(source === undefined ? {} : { source }),
    ...(given.has('own-export') ? { isOwnExport: true } : {}),
    allowed: given.values('allow').map((name) => named('allow', name, allowances)),
    ...(asOf === undefined ? {} : { asOf }),
    ...(sharedBy === undefined ? {} : { sharedBy }),
    person: given.value('person') ?? null,
  }
}

function choice<const Choice extends string>(
  given: Given,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = given.value(name)
  return value === undefined ? undefined : named(name, value, choices)
}

function named<const Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((one) => one === value)
  if (found === undefined)
    throw new UsageError(`--${name} : ${choices.join(' ou ')}.`, `--${name}: ${choices.join(' or ')}.`)
  return found
}
