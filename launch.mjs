// What the launcher does once Node is known to be new enough: packages, build, command. Nothing here may import
// a package before `prepare` has seen to it that the packages are there.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { holdLock } from './launch-lock.mjs'

export const root = path.dirname(fileURLToPath(import.meta.url))
const dist = path.join(root, 'dist')
const packages = path.join(root, 'node_modules')
const installStamp = path.join(packages, '.douze-installed')

/** Folders whose content goes into each half of the build. */
const parts = {
  server: [
    'access',
    'api',
    'cli',
    'demo',
    'embedded',
    'kpis',
    'metric',
    'model',
    'outcomes',
    'sources',
    'statistics',
  ],
  web: ['web', 'api/contract', 'metric', 'model/reader.ts'],
}

const say = isFrench()
  ? {
      install: 'Douze : installation des composants (une à deux minutes la première fois)…',
      build: 'Douze : préparation de la page et du serveur…',
      wait: 'Douze : une autre commande prépare déjà ce dossier, un instant…',
      readOnly:
        'Douze : ce dossier n’est pas prêt et n’est pas modifiable. Lancez une fois la commande avec un compte qui peut y écrire.',
      stale:
        'Douze : les sources ont changé mais ce dossier n’est pas modifiable ; la version déjà préparée est utilisée.',
      noNpm: 'Douze : npm est introuvable. Il est livré avec Node : réinstallez Node, puis relancez.',
      failed:
        'Douze : l’installation des composants a échoué. Vérifiez l’accès au registre npm, puis relancez. Détail :',
      buildFailed: 'Douze : la préparation a échoué. Détail :',
    }
  : {
      install: 'Douze: installing components (a minute or two the first time)…',
      build: 'Douze: preparing the page and the server…',
      wait: 'Douze: another command is already preparing this folder, one moment…',
      readOnly:
        'Douze: this folder is not ready and cannot be written to. Run the command once from an account that can write here.',
      stale:
        'Douze: the sources have changed but this folder cannot be written to; the version already built is used.',
      noNpm: 'Douze: npm was not found. It comes with Node: install Node again, then retry.',
      failed:
        'Douze: installing the components failed. Check the access to the npm registry, then retry. Detail:',
      buildFailed: 'Douze: preparing failed. Detail:',
    }

/** Prepares the checkout and runs the command of `process.argv`. */
export async function run() {
  try {
    await prepare()
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error)
    process.exit(1)
  }
  await import(pathToFileURL(path.join(dist, 'server', 'cli.js')).href)
}

/** Installs and builds what is missing or stale; quick when nothing is. */
export async function prepare() {
  if (isInstalled() && staleParts().length === 0) return
  if (!isWritable()) {
    if (!isInstalled() || !isBuilt()) throw new Refusal(say.readOnly)
    console.error(say.stale)
    return
  }
  fs.mkdirSync(dist, { recursive: true })
  const release = await holdLock(path.join(dist, 'launcher.lock'), () => console.error(say.wait))
  try {
    if (!isInstalled()) await install()
    const stale = staleParts()
    if (stale.length > 0) {
      console.error(say.build)
      await runQuietly(process.execPath, [path.join(root, 'build.mjs'), ...stale], say.buildFailed)
    }
  } finally {
    release()
  }
}

/** Only the packages: what the checks need before they run. */
export async function prepareToInstall() {
  if (isInstalled()) return
  fs.mkdirSync(dist, { recursive: true })
  const release = await holdLock(path.join(dist, 'launcher.lock'), () => console.error(say.wait))
  try {
    if (!isInstalled()) await install()
  } finally {
    release()
  }
}

/** Digest of the sources of one half of the build. Tests and generated text are not part of it. */
export function digestOf(part) {
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', 'build.mjs', 'tsconfig.base.json']) addFile(hash, file)
  for (const folder of parts[part]) addTree(hash, folder)
  return hash.digest('hex')
}

export function stampOf(part) {
  return path.join(dist, `.built-${part}`)
}

function addTree(hash, name) {
  const full = path.join(root, name)
  const found = fs.statSync(full, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isDirectory()) return addFile(hash, name)
  for (const entry of fs.readdirSync(full).toSorted()) {
    if (/\.test\.tsx?$|^\.|^node_modules$/.test(entry)) continue
    addTree(hash, `${name}/${entry}`)
  }
}

function addFile(hash, name) {
  const full = path.join(root, name)
  if (!fs.existsSync(full)) return
  hash.update(`${name}\0`)
  hash.update(fs.readFileSync(full))
  hash.update('\0')
}

function staleParts() {
  return Object.keys(parts).filter((part) => readText(stampOf(part)) !== digestOf(part))
}

function isBuilt() {
  return (
    fs.existsSync(path.join(dist, 'server', 'cli.js')) && fs.existsSync(path.join(dist, 'web', 'index.html'))
  )
}

/** True when every package of the lock that this machine needs is there in its version. */
function isInstalled() {
  const lock = readText(path.join(root, 'package-lock.json'))
  if (lock === null) return fs.existsSync(packages)
  const digest = createHash('sha256').update(lock).digest('hex')
  if (readText(installStamp) === digest) return true
  const present = readJson(path.join(packages, '.package-lock.json'))
  if (present === null) return false
  for (const [place, wantedPackage] of Object.entries(JSON.parse(lock).packages)) {
    if (place === '' || wantedPackage.link || wantedPackage.optional || wantedPackage.peer) continue
    if (present.packages[place]?.version !== wantedPackage.version) return false
    if (!fs.existsSync(path.join(root, place, 'package.json'))) return false
  }
  writeQuietly(installStamp, digest)
  return true
}

async function install() {
  console.error(say.install)
  const npm = npmCommand()
  const flags = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...cacheFlag(),
  ]
  try {
    await runQuietly(npm[0], [...npm.slice(1), 'ci', ...flags], say.failed)
  } catch {
    // A lock file made on another platform may miss packages of this one: `install` completes it.
    await runQuietly(npm[0], [...npm.slice(1), 'install', '--no-save', ...flags], say.failed)
  }
  const lock = readText(path.join(root, 'package-lock.json'))
  if (lock !== null) writeQuietly(installStamp, createHash('sha256').update(lock).digest('hex'))
}

/** npm as shipped beside this very Node, so that another Node on the PATH changes nothing. */
function npmCommand() {
  const beside = path.dirname(process.execPath)
  const candidates = [
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    process.env.npm_execpath ?? '',
  ]
  const cli = candidates.find((candidate) => candidate.endsWith('npm-cli.js') && fs.existsSync(candidate))
  if (cli !== undefined) return [process.execPath, cli]
  return process.platform === 'win32' ? ['npm.cmd'] : ['npm']
}

/** Accounts without a home of their own (services) cannot use npm's usual cache. */
function cacheFlag() {
  const home = os.homedir()
  try {
    fs.accessSync(home, fs.constants.W_OK)
    return []
  } catch {
    return ['--cache', path.join(os.tmpdir(), `douze-npm-${process.getuid?.() ?? 'cache'}`)]
  }
}

/** Runs a program in the checkout, keeping its output for the case that it fails. */
function runQuietly(command, parameters, sentence) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command.endsWith('.cmd'),
      env: { ...process.env, NODE_ENV: undefined },
    })
    let output = ''
    child.stdout.on('data', (piece) => (output += piece))
    child.stderr.on('data', (piece) => (output += piece))
    child.on('error', (error) => reject(new Refusal(error.code === 'ENOENT' ? say.noNpm : String(error))))
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Refusal(`${sentence}\n${output.trim().slice(-4000)}`)),
    )
  })
}

/** Something the person in front of the screen can do something about: no stack trace. */
class Refusal extends Error {}

function isWritable() {
  try {
    fs.accessSync(root, fs.constants.W_OK)
    for (const folder of [dist, packages]) if (fs.existsSync(folder)) fs.accessSync(folder, fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function readJson(file) {
  const text = readText(file)
  return text === null ? null : JSON.parse(text)
}

function writeQuietly(file, text) {
  try {
    fs.writeFileSync(file, text)
  } catch {
    // A stamp only saves time.
  }
}

function isFrench() {
  const said = process.argv.indexOf('--lang')
  const language =
    (said > 0 ? process.argv[said + 1] : undefined) ||
    process.env.DOUZE_LANG ||
    process.env.LC_ALL ||
    process.env.LANG ||
    'fr'
  // 'C' and 'POSIX' name no language.
  return /^(fr|c|posix)([^a-z]|$)/i.test(language)
}
