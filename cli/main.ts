// The command line's entry: reads which command is meant, runs it, and turns what went wrong into a sentence and an
// exit code. The only file of the command line that touches the process.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { KeyError } from '../access/index.ts'
import { wordsOf } from '../api/house.ts'
import { isDatabaseUnreachable } from '../api/errors/errors.ts'
import { nearest, readArguments } from './arguments.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  Interrupted,
  type Surroundings,
  UsageError,
} from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'
import { languageOf } from './language.ts'

// What `--disable-proto=delete` does: no object can be reached into through its prototype's name.
delete (Object.prototype as { __proto__?: unknown }).__proto__

/** As shells count a program that was interrupted. */
const interrupted = 130
/** Milliseconds from the request to stop to the end, at most. */
const leaveWithin = 9_500

const given = process.argv.slice(2)
const around = surroundings()
process.exitCode = await obey()
// Nothing is left to do: a handle that was forgotten must not keep the terminal.
await around.out('')
process.exit()

async function obey(): Promise<number> {
  try {
    return await dispatch()
  } catch (error) {
    return explain(error)
  }
}

async function dispatch(): Promise<number> {
  const at = given.findIndex((word, place) => !word.startsWith('-') && given[place - 1] !== '--lang')
  const name = at < 0 ? undefined : given[at]
  if (name === undefined || name === 'help') {
    const about = name === 'help' ? commands.find((one) => one.name === given[at + 1]) : undefined
    if (given.includes('--version')) await around.out(`${around.version}\n`)
    else await around.out(about === undefined ? generalHelp(around, commands) : commandHelp(around, about))
    const isAsked = name === 'help' || given.some((word) => ['--help', '-h', '--version'].includes(word))
    return isAsked || given.length === 0 ? exitCodes.done : exitCodes.usage
  }
  const command = commands.find((one) => one.name === name)
  if (command === undefined) throw unknownCommand(name)
  const rest = [...given.slice(0, at), ...given.slice(at + 1)]
  const read = readArguments(command, rest)
  if (!read.has('help')) return command.run(around, read)
  await around.out(commandHelp(around, command))
  return exitCodes.done
}

function unknownCommand(name: string): UsageError {
  const closest = nearest(
    name,
    commands.map((command: Command) => command.name),
  )
  return new UsageError(
    `Commande inconnue : ${name}.${closest === null ? '' : ` Peut-être ${closest} ?`} Voir : douze help`,
    `Unknown command: ${name}.${closest === null ? '' : ` Perhaps ${closest}?`} See: douze help`,
  )
}

function explain(error: unknown): number {
  const { language } = around
  if (error instanceof UsageError || error instanceof CommandError) {
    around.say(error.words[language])
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed
  }
  if (error instanceof Interrupted) {
    around.say(
      language === 'fr'
        ? 'Interrompu. Rien n’a été gardé à moitié.'
        : 'Interrupted. Nothing was kept half done.',
    )
    return interrupted
  }
  if (error instanceof KeyError) {
    around.say(error.words[language])
    return exitCodes.failed
  }
  const words = wordsOf(error)
  if (words !== null) {
    around.say(words[language])
    return exitCodes.database
  }
  if (isDatabaseUnreachable(error)) {
    around.say(
      language === 'fr'
        ? 'La base de données ne répond plus. Relancez la commande ; rien n’a été gardé à moitié.'
        : 'The database no longer answers. Run the command again; nothing was kept half done.',
    )
    return exitCodes.database
  }
  around.say(
    language === 'fr'
      ? 'Une erreur de notre côté. Rien n’a été modifié à moitié. Avec DOUZE_LOG=debug, le détail s’affiche.'
      : 'A fault on our side. Nothing was left half done. With DOUZE_LOG=debug the detail is shown.',
  )
  if (around.environment['DOUZE_LOG'] === 'debug') console.error(error)
  return exitCodes.failed
}

function surroundings(): Surroundings {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  // A reader that has had enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  return {
    language: languageOf(given, process.env),
    environment: process.env,
    root,
    currentFolder: process.cwd(),
    clock: () => new Date(),
    version: manifest.version,
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    out: (text) =>
      new Promise((resolve) => {
        process.stdout.write(text, () => resolve())
      }),
    input: () => process.stdin,
    say: (line) => void process.stderr.write(`${line}\n`),
    isSayTerminal: process.stderr.isTTY,
    rewrite: (line) => void process.stderr.write(`\r\u001b[2K${line}`),
    stopAsked: new Promise((resolve) => {
      let times = 0
      const ask = (): void => {
        resolve()
        // Twice means now; and no command may hang on its way out.
        if (++times > 1) process.exit(interrupted)
        setTimeout(() => process.exit(interrupted), leaveWithin).unref()
      }
      process.on('SIGTERM', ask)
      process.on('SIGINT', ask)
    }),
  }
}
