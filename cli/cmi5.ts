// `douze cmi5`: the courses that people can open from Douze: adds one from its package or its cmi5.xml, lists them, excuses a person from a
// unit, takes that back.
import path from 'node:path'
import { writeJournal } from '../access/journal/index.ts'
import type { Query } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import { FileRefused, faultSentence } from '../sources/files/reading/index.ts'
import {
  keepCourse,
  listCourses,
  readCourse,
  type WaiveReason,
  waiveReasons,
  waiveUnit,
  type Withdrawing,
  withdrawWaiver,
  XapiRefused,
} from '../sources/xapi/index.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { originOf } from './front.ts'
import { inHouse } from './house.ts'
import { findPerson } from './person.ts'

const reasons = Object.keys(waiveReasons) as WaiveReason[]

export const cmi5: Command = {
  name: 'cmi5',
  summary: {
    fr: 'ajoute une formation cmi5 que chacun peut ouvrir depuis Douze, les montre, dispense quelqu’un d’une unité ou reprend sa dispense',
    en: 'adds a cmi5 course that people can open from Douze, shows them, excuses a person from a unit or takes that back',
  },
  usage: '[list | add FILE | waive COURSE | withdraw COURSE]',
  least: 0,
  most: 2,
  options: {
    base: {
      words: {
        fr: 'adresse où le contenu du paquet est hébergé, quand ses unités ne la disent pas',
        en: 'address where the package’s content is hosted, when its units do not say',
      },
      value: { fr: 'ADRESSE', en: 'ADDRESS' },
    },
    unit: {
      words: {
        fr: 'waive, withdraw : le numéro de l’unité, 1 pour la première',
        en: 'waive, withdraw: the number of the unit, 1 for the first',
      },
      value: { fr: 'N', en: 'N' },
    },
    person: {
      words: { fr: 'waive, withdraw : de qui il s’agit', en: 'waive, withdraw: whom it is about' },
      value: { fr: 'QUI', en: 'WHO' },
    },
    reason: {
      words: {
        fr: 'waive : pourquoi (administrative par défaut)',
        en: 'waive: why (administrative by default)',
      },
      value: { fr: reasons.join('|'), en: reasons.join('|') },
    },
  },
  examples: [
    'douze cmi5 add cours.zip --base https://contenus.example.fr/cours/',
    'douze cmi5 list',
    'douze cmi5 waive 1 --unit 2 --person lea@example.com --reason tested-out',
    'douze cmi5 withdraw 1 --unit 2 --person lea@example.com',
  ],
  run: (around, given) => {
    const [verb = 'list', file = ''] = given.words
    if (verb === 'list') return list(around)
    if (verb === 'waive') return waive(around, given, file)
    if (verb === 'withdraw') return withdraw(around, given, file)
    if (verb !== 'add')
      throw new UsageError(
        `« ${verb} » n’est pas une action. Au choix : list, add, waive, withdraw.`,
        `"${verb}" is not an action. There are: list, add, waive, withdraw.`,
      )
    if (file === '') throw new UsageError('Il manque le fichier.', 'The file is missing.')
    return add(around, given, path.resolve(around.currentFolder, file))
  },
}

async function list(around: Surroundings): Promise<number> {
  const courses = await inHouse(around, ({ database }) =>
    database.read(owner, (query) => listCourses(query, null)),
  )
  const fr = around.language === 'fr'
  if (courses.length === 0) await around.out(fr ? 'Aucune formation cmi5.\n' : 'No cmi5 course.\n')
  for (const { packageId, title, units } of courses) {
    await around.out(`${packageId}  ${title} (${units.length} ${fr ? 'unité(s)' : 'unit(s)'})\n`)
    // By these numbers `waive` and `withdraw` are told which.
    for (const [place, unit] of units.entries()) await around.out(`   --unit ${place + 1}  ${unit.title}\n`)
  }
  return exitCodes.done
}

async function add(around: Surroundings, given: Given, file: string): Promise<number> {
  const base = given.value('base') ?? null
  try {
    const structure = await readCourse(file, /\.zip$/i.test(file), base)
    const packageId = await inHouse(around, ({ database }) =>
      database.writeApart(owner, (query) =>
        keepCourse(query, structure, { createdBy: null, now: around.clock() }),
      ),
    )
    await around.out(
      around.language === 'fr'
        ? `Formation ${packageId} : ${structure.title}, ${structure.units.length} unité(s). Douze n’héberge pas le contenu : il s’ouvre à son adresse.\n`
        : `Course ${packageId}: ${structure.title}, ${structure.units.length} unit(s). Douze hosts no content: it opens at its own address.\n`,
    )
    return exitCodes.done
  } catch (error) {
    if (error instanceof XapiRefused) throw new CommandError(error.words.fr, error.words.en)
    if (error instanceof FileRefused)
      throw new CommandError(faultSentence(error.fault, 'fr'), faultSentence(error.fault, 'en'))
    throw error
  }
}

async function waive(around: Surroundings, given: Given, course: string): Promise<number> {
  const reason = reasons.find((one) => one === (given.value('reason') ?? 'administrative'))
  if (reason === undefined)
    throw new UsageError(`--reason : ${reasons.join(' ou ')}.`, `--reason: ${reasons.join(' or ')}.`)
  const { name, unit } = await ofUnit(around, given, course, 'waiveCourse', (query, asked) =>
    waiveUnit(query, { ...asked, reason }),
  )
  await around.out(
    around.language === 'fr'
      ? `${name} est dispensé de « ${unit} ».\n`
      : `${name} is excused from “${unit}”.\n`,
  )
  return exitCodes.done
}

async function withdraw(around: Surroundings, given: Given, course: string): Promise<number> {
  const { name, unit } = await ofUnit(around, given, course, 'withdrawWaiver', withdrawWaiver)
  await around.out(
    around.language === 'fr'
      ? `La dispense de ${name} pour « ${unit} » est reprise : l’unité compte selon ce que cette personne en a fait.\n`
      : `${name} is no longer excused from “${unit}”: the unit counts as what this person did of it.\n`,
  )
  return exitCodes.done
}

/** Does something about a person and a unit of a course, as the command names them. */
async function ofUnit(
  around: Surroundings,
  given: Given,
  course: string,
  purpose: string,
  act: (query: Query, asked: Withdrawing) => Promise<void>,
): Promise<{ readonly name: string; readonly unit: string }> {
  const [packageId, place, who] = [Number(course), Number(given.value('unit')), given.value('person')]
  if (!Number.isInteger(packageId) || !Number.isInteger(place) || who === undefined)
    throw new UsageError(
      'Il faut la formation, --unit et --person : voir douze cmi5 list.',
      'The course, --unit and --person are needed: see douze cmi5 list.',
    )
  const origin = originOf(around)
  try {
    return await inHouse(around, ({ database }) =>
      database.write(owner, async (query) => {
        const { personId, name } = await findPerson(query, who)
        const found = (await listCourses(query, null)).find((one) => one.packageId === packageId)
        if (found === undefined)
          throw new CommandError(
            `Aucune formation ne porte le numéro ${packageId} : voir douze cmi5 list.`,
            `No course has the number ${packageId}: see douze cmi5 list.`,
          )
        const unit = found.units[place - 1]
        const at = around.clock()
        await act(query, { packageId, unit: unit?.id ?? '', personId, origin, now: at })
        await writeJournal(query, owner, [{ personId, dataKind: 'training', purpose }], {
          at,
          requestId: 'command line',
        })
        return { name, unit: unit?.title ?? '' }
      }),
    )
  } catch (error) {
    if (error instanceof XapiRefused) throw new CommandError(error.words.fr, error.words.en)
    throw error
  }
}
