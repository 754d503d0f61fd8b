// `douze cmi5`: the courses that people can open from Douze: adds one from its package or its cmi5.xml, lists them.
import path from 'node:path'
import { owner } from '../model/reader.ts'
import { FileRefused, faultSentence } from '../sources/files/reading/index.ts'
import { keepCourse, listCourses, readCourse, XapiRefused } from '../sources/xapi/index.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { inHouse } from './house.ts'

export const cmi5: Command = {
  name: 'cmi5',
  summary: {
    fr: 'ajoute une formation cmi5 que chacun peut ouvrir depuis Douze, ou les montre',
    en: 'adds a cmi5 course that people can open from Douze, or shows them',
  },
  usage: '[list | add] [FILE]',
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
  },
  examples: ['douze cmi5 add cours.zip --base https://contenus.example.fr/cours/', 'douze cmi5 list'],
  run: (around, given) => {
    const [verb = 'list', file = ''] = given.words
    if (verb === 'list') return list(around)
    if (verb !== 'add')
      throw new UsageError(
        `« ${verb} » n’est pas une action. Au choix : list, add.`,
        `"${verb}" is not an action. There are: list, add.`,
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
  for (const { packageId, title, units } of courses)
    await around.out(`${packageId}  ${title} (${units.length} ${fr ? 'unité(s)' : 'unit(s)'})\n`)
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
