// `npm run bench [NAME...]`: measured work beside a yardstick on the same machine, as ratios. Nothing here is a test: a
// busy machine makes every line slower, and the ratios much less so.
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { prepare, root } from '../launch.mjs'

await prepare()
const { rolldown } = await import('rolldown')
const folder = path.join(root, 'dist', 'bench')
const bundle = await rolldown({
  cwd: root,
  input: { bench: path.join(root, 'bench', 'benches.ts') },
  platform: 'node',
  external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
})
await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' })
await bundle.close()
const { benches } = await import(pathToFileURL(path.join(folder, 'bench.js')).href)
const asked = process.argv.slice(2)
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for await (const line of bench({ root, launcher: path.join(root, 'douze.mjs') })) console.log(line)
}
process.exit(0)
