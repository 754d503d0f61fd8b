// Builds the page (vite) and the server (rolldown) into dist/. Each half is made aside and then put in place whole,
// so that a build cut short leaves the earlier one. `node build.mjs [server] [web]`; without names, both.
import * as fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { holdLock } from './launch-lock.mjs'
import { digestOf, prepareToInstall, root, stampOf } from './launch.mjs'

const dist = path.join(root, 'dist')
const builders = { server: buildServer, web: buildWeb }

const asked = process.argv.slice(2)
await prepareToInstall()
fs.mkdirSync(dist, { recursive: true })
// Whoever starts a build by hand may meet one of a launcher, which holds a lock of its own around this.
const release = await holdLock(path.join(dist, 'build.lock'), () => {})
try {
  for (const part of asked.length > 0 ? asked : Object.keys(builders)) await buildPart(part)
} finally {
  release()
}

async function buildPart(part) {
  const digest = digestOf(part)
  const aside = path.join(dist, `.making-${part}-${process.pid}`)
  fs.rmSync(aside, { recursive: true, force: true })
  fs.mkdirSync(aside, { recursive: true })
  await builders[part](aside)
  const old = path.join(dist, `.old-${part}-${process.pid}`)
  const place = path.join(dist, part)
  fs.rmSync(stampOf(part), { force: true })
  if (fs.existsSync(place)) fs.renameSync(place, old)
  fs.renameSync(aside, place)
  fs.writeFileSync(stampOf(part), digest)
  fs.rmSync(old, { recursive: true, force: true })
  removeLeftovers(part)
}

/** Our own code in a few files; packages stay in node_modules. Each `*-worker.ts` is an entry of its own. */
async function buildServer(folder) {
  const { rolldown } = await import('rolldown')
  const input = { cli: path.join(root, 'cli/main.ts') }
  for (const file of workerFiles()) input[path.basename(file, '.ts')] = file
  const bundle = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    // Bare names are packages; ours are relative.
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
    onLog(level, log) {
      if (level === 'warn' && log.code !== 'EMPTY_IMPORT_META') console.warn(log.message)
    },
  })
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    sourcemap: true,
  })
  await bundle.close()
}

function workerFiles() {
  const folders = ['api', 'sources', 'metric', 'model', 'cli'].map((name) => path.join(root, name))
  return folders.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('-worker.ts'))
      .map((name) => path.join(folder, name)),
  )
}

async function buildWeb(folder) {
  if (!fs.existsSync(path.join(root, 'web/index.html'))) return
  const { build } = await import('vite')
  await build({
    root: path.join(root, 'web'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
  await compress(folder)
}

/** Text files get a brotli and a gzip twin, so that the server compresses nothing while it answers. */
async function compress(folder) {
  const brotli = promisify(zlib.brotliCompress)
  const gzip = promisify(zlib.gzip)
  const names = fs.readdirSync(folder, { recursive: true }).map(String)
  await Promise.all(
    names
      .filter((name) => /\.(js|css|html|svg|json|txt|webmanifest)$/.test(name))
      .map(async (name) => {
        const file = path.join(folder, name)
        const content = fs.readFileSync(file)
        if (content.length < 1024) return
        const hint = { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length } }
        fs.writeFileSync(`${file}.br`, await brotli(content, hint))
        fs.writeFileSync(`${file}.gz`, await gzip(content, { level: 9 }))
      }),
  )
}

/** Folders that a killed build left behind. */
function removeLeftovers(part) {
  for (const name of fs.readdirSync(dist))
    if (name.startsWith(`.making-${part}-`) || name.startsWith(`.old-${part}-`))
      fs.rmSync(path.join(dist, name), { recursive: true, force: true })
}
