// `douze doctor`: checks what Douze stands on, one line each, and says what to do about what is wrong.
import { once } from 'node:events'
import { access, constants, mkdir, readdir, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import process from 'node:process'
import { type House, openHouse, wordsOf } from '../api/house.ts'
import type { Words } from '../metric/words.ts'
import { owner } from '../model/reader.ts'
import { type Command, exitCodes, type Surroundings } from './command.ts'
import { decimal } from './figures.ts'
import { databaseUrlOf, dataFolderOf } from './house.ts'
import { wrap } from './table.ts'

interface Finding {
  readonly isFine: boolean
  readonly subject: Words
  readonly words: Words
}

export const doctor: Command = {
  name: 'doctor',
  summary: {
    fr: 'vérifie l’installation et dit quoi faire',
    en: 'checks the installation and says what to do',
  },
  usage: '',
  least: 0,
  most: 0,
  options: { json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } } },
  run: async (around, given) => {
    const findings: Finding[] = [node(), await build(around), await folder(around), await disk(around)]
    findings.push(...(await database(around)), await port(around))
    const isFine = findings.every((finding) => finding.isFine)
    if (given.has('json')) await around.out(`${JSON.stringify({ isFine, findings }, null, 2)}\n`)
    else await around.out(`${findings.map((finding) => line(finding, around)).join('\n')}\n`)
    return isFine ? exitCodes.done : exitCodes.failed
  },
}

function line({ isFine, subject, words }: Finding, { language, columns }: Surroundings): string {
  const mark = isFine ? '✓' : '✗'
  const colon = language === 'fr' ? '\u202f:' : ':'
  return wrap(`${mark} ${subject[language]}${colon} ${words[language]}`, columns)
}

function node(): Finding {
  // The launcher refuses an older one; this says which one it is.
  const words = { fr: process.versions.node, en: process.versions.node }
  return { isFine: true, subject: { fr: 'Node', en: 'Node' }, words }
}

async function build(around: Surroundings): Promise<Finding> {
  const subject = { fr: 'Page', en: 'Page' }
  const names = await readdir(path.join(around.root, 'dist', 'web')).catch((): string[] => [])
  if (names.includes('index.html')) return { isFine: true, subject, words: { fr: 'construite', en: 'built' } }
  return {
    isFine: false,
    subject,
    words: {
      fr: 'absente. Lancez « npm run build » dans le dossier de Douze.',
      en: 'missing. Run "npm run build" in Douze’s folder.',
    },
  }
}

async function folder(around: Surroundings): Promise<Finding> {
  const place = dataFolderOf(around)
  const subject = { fr: 'Dossier des données', en: 'Data folder' }
  try {
    await mkdir(place, { recursive: true })
    await access(place, constants.W_OK)
    return { isFine: true, subject, words: { fr: place, en: place } }
  } catch {
    return {
      isFine: false,
      subject,
      words: {
        fr: `${place} n’est pas modifiable. Donnez-lui le droit d’écriture ou choisissez un autre dossier avec DOUZE_DATA.`,
        en: `${place} cannot be written to. Grant the right to write there or choose another folder with DOUZE_DATA.`,
      },
    }
  }
}

async function disk(around: Surroundings): Promise<Finding> {
  const subject = { fr: 'Disque', en: 'Disk' }
  const found = await statfs(dataFolderOf(around)).catch(() => null)
  if (found === null) return { isFine: true, subject, words: { fr: 'non mesuré', en: 'not measured' } }
  const gigabytes = (found.bavail * found.bsize) / 1e9
  const isFine = gigabytes >= 1
  const advice = isFine
    ? { fr: '', en: '' }
    : { fr: ' Libérez de la place avant un import.', en: ' Free some space before an import.' }
  return {
    isFine,
    subject,
    words: {
      fr: `${decimal(gigabytes, 'fr', 1)} Go libres.${advice.fr}`,
      en: `${decimal(gigabytes, 'en', 1)} GB free.${advice.en}`,
    },
  }
}

async function database(around: Surroundings): Promise<Finding[]> {
  const subject = { fr: 'PostgreSQL', en: 'PostgreSQL' }
  let house: House
  try {
    house = await openHouse({
      folder: dataFolderOf(around),
      url: databaseUrlOf(around),
      language: around.language,
    })
  } catch (error) {
    const words = wordsOf(error)
    if (words === null) throw error
    return [{ isFine: false, subject, words }]
  }
  try {
    const kind =
      house.kind === 'embedded'
        ? { fr: 'livré avec Douze', en: 'shipped with Douze' }
        : { fr: 'le vôtre (DATABASE_URL)', en: 'your own (DATABASE_URL)' }
    const version = house.postgresVersion
    return [
      { isFine: true, subject, words: { fr: `${version}, ${kind.fr}`, en: `${version}, ${kind.en}` } },
      ...house.notes.map((note) => ({ isFine: true, subject, words: { fr: note, en: note } })),
      await schema(house),
      await lastImport(house),
    ]
  } finally {
    await house.close()
  }
}

async function schema({ database: data }: House): Promise<Finding> {
  const client = await data.connect(owner)
  try {
    const { rows } = await client.query<{ version: number }>(
      'select max(version)::integer as version from schema_migrations',
    )
    const version = rows[0]?.version ?? 0
    return {
      isFine: true,
      subject: { fr: 'Schéma', en: 'Schema' },
      words: { fr: `version ${version}, à jour`, en: `version ${version}, up to date` },
    }
  } finally {
    client.release()
  }
}

async function lastImport({ database: data }: House): Promise<Finding> {
  const subject = { fr: 'Dernier import', en: 'Last import' }
  const last = await data.read(owner, (query) =>
    query
      .selectFrom('imports')
      .select(['import_id', 'state', 'source', 'started_at'])
      .orderBy('import_id', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
  if (last === undefined)
    return {
      isFine: true,
      subject,
      words: {
        fr: 'aucun. Commencez par : douze import DOSSIER',
        en: 'none yet. Begin with: douze import FOLDER',
      },
    }
  const day = last.started_at.toISOString().slice(0, 16).replace('T', ' ')
  const isFine = last.state !== 'interrupted'
  const advice = isFine
    ? { fr: '', en: '' }
    : { fr: '. Relancez-le : rien n’en est resté.', en: '. Run it again: nothing of it was kept.' }
  return {
    isFine,
    subject,
    words: {
      fr: `n° ${last.import_id}, ${day} UTC, ${last.state}${advice.fr}`,
      en: `no. ${last.import_id}, ${day} UTC, ${last.state}${advice.en}`,
    },
  }
}

async function port(around: Surroundings): Promise<Finding> {
  const number = Number(around.environment['DOUZE_PORT'] ?? 1212)
  const subject = { fr: 'Port', en: 'Port' }
  const probe = createServer()
  try {
    probe.listen(number, '127.0.0.1')
    await once(probe, 'listening')
    return { isFine: true, subject, words: { fr: `${number}, libre`, en: `${number}, free` } }
  } catch {
    const isOurs = await fetch(`http://127.0.0.1:${number}/api/openapi.json`, {
      signal: AbortSignal.timeout(1500),
    })
      .then((answer) => answer.headers.has('x-request-id'))
      .catch(() => false)
    if (isOurs)
      return {
        isFine: true,
        subject,
        words: { fr: `${number}, Douze y répond`, en: `${number}, Douze answers there` },
      }
    return {
      isFine: false,
      subject,
      words: {
        fr: `${number} est pris par un autre programme. Choisissez-en un autre avec DOUZE_PORT.`,
        en: `${number} is taken by another program. Choose another one with DOUZE_PORT.`,
      },
    }
  } finally {
    probe.close()
  }
}
