// `douze xapi status | waiting | link | verb | activity`: what came, who is waited for, and what verbs and activities mean.
import { owner } from '../model/reader.ts'
import {
  type ActivityUse,
  activityUses,
  type Change,
  changeChoices,
  deriveAll,
  linkAgent,
  type Meaning,
  meanings,
  readStatus,
  readWaiting,
  XapiRefused,
} from '../sources/xapi/index.ts'
import { CommandError, exitCodes, type Given, type Surroundings, UsageError } from './command.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'

type Act = (around: Surroundings, given: Given) => Promise<number>

export const status: Act = async (around, given) => {
  const found = await inHouse(around, ({ database }) => database.read(owner, readStatus))
  if (given.has('json')) {
    await around.out(`${JSON.stringify(found, null, 2)}\n`)
    return exitCodes.done
  }
  const fr = around.language === 'fr'
  const { statements, voided, waitingAgents, waitingStatements, verbs } = found
  await around.out(
    fr
      ? `${statements} traces, dont ${voided} annulées. ${waitingAgents} agents attendus (${waitingStatements} traces) : douze xapi waiting\n`
      : `${statements} records, ${voided} of them voided. ${waitingAgents} agents waited for (${waitingStatements} records): douze xapi waiting\n`,
  )
  if (verbs.length > 0)
    await around.out(
      table(
        [
          { title: fr ? 'Verbe' : 'Verb', isFlexible: true },
          { title: fr ? 'Traces' : 'Records', align: 'right' },
          { title: fr ? 'Sens' : 'Meaning' },
        ],
        verbs.map(({ verb, statements: many, meaning }) => [verb, String(many), meaning]),
        around.columns,
      ),
    )
  return exitCodes.done
}

/** Agents shown at most. */
const mostShown = 200

export const waiting: Act = async (around, given) => {
  const agents = await inHouse(around, ({ database }) =>
    database.read(owner, (query) => readWaiting(query, mostShown)),
  )
  const fr = around.language === 'fr'
  await around.out(
    given.has('json')
      ? `${JSON.stringify(agents, null, 2)}\n`
      : table(
          [
            { title: fr ? 'Clé' : 'Key' },
            { title: fr ? 'Écrit' : 'Written', isFlexible: true },
            { title: fr ? 'Nom' : 'Name', isFlexible: true },
            { title: fr ? 'Traces' : 'Records', align: 'right' },
          ],
          agents.map(({ key, written, name, records }) => [key, written, name ?? '', String(records)]),
          around.columns,
        ),
  )
  return exitCodes.done
}

export const link: Act = (around, given) => {
  const [, key = '', email = ''] = given.words
  if (key === '' || email === '')
    throw new UsageError('Il manque la clé ou l’e-mail.', 'The key or the e-mail is missing.')
  return inHouse(around, async ({ database }) => {
    try {
      await database.write(owner, async (query) => {
        const person = await query
          .selectFrom('people')
          .select('person_id')
          .where('email', '=', email.trim().toLowerCase())
          .executeTakeFirst()
        await linkAgent(query, key, person?.person_id ?? -1)
      })
    } catch (error) {
      if (error instanceof XapiRefused) throw new CommandError(error.words.fr, error.words.en)
      throw error
    }
    return exitCodes.done
  })
}

export const verb: Act = (around, given) => {
  const [, iri = '', meaning = ''] = given.words
  return change(around, { verb: iriOf(iri), meaning: oneOf<Meaning>(meaning, meanings) })
}

export const activity: Act = (around, given) => {
  const [, iri = '', said = ''] = given.words
  const [use = '', ...course] = said.split('=')
  const name = course.join('=').trim()
  const choice = oneOf<ActivityUse>(use, activityUses)
  return change(around, {
    activity: iriOf(iri),
    choice: choice === null ? null : { use: choice, course: name === '' ? null : name },
  })
}

async function change(around: Surroundings, said: Change): Promise<number> {
  await inHouse(around, ({ database }) =>
    database.write(owner, async (query) => {
      await changeChoices(query, said, around.clock())
      await deriveAll(query)
    }),
  )
  return exitCodes.done
}

function iriOf(word: string): string {
  if (!word.includes(':')) throw new UsageError('Il manque l’adresse (IRI).', 'The address (IRI) is missing.')
  return word
}

/** 'default' takes a choice back. */
function oneOf<Word extends string>(word: string, words: readonly Word[]): Word | null {
  if (word === 'default') return null
  const found = words.find((one) => one === word)
  if (found === undefined)
    throw new UsageError(
      `« ${word} » : au choix ${[...words, 'default'].join(', ')}.`,
      `"${word}": there are ${[...words, 'default'].join(', ')}.`,
    )
  return found
}
