// Which files a delivery is made of: files as named, folders with what lies in them and one level below. Hidden files
// are ignored and links are not followed.
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { isLeftBehind } from '../sources/files/reading/index.ts'
import type { DeliveredFile } from '../sources/ingest/index.ts'
import { CommandError } from './command.ts'

/** Folders inside a folder that are looked into. */
const levels = 1

/** @throws CommandError for a path that is not there, or a folder without a file */
export async function deliveredFiles(
  paths: readonly string[],
  currentFolder: string,
): Promise<DeliveredFile[]> {
  const found: DeliveredFile[] = []
  for (const given of paths) {
    const full = path.resolve(currentFolder, given)
    const about = await lstat(full).catch(() => null)
    if (about === null)
      throw new CommandError(`Ce fichier n’existe pas : ${given}`, `There is no such file: ${given}`)
    if (about.isSymbolicLink())
      throw new CommandError(
        `${given} est un lien ; donnez le fichier lui-même.`,
        `${given} is a link; give the file itself.`,
      )
    if (about.isDirectory()) {
      const inside = await filesIn(full, '', levels)
      if (inside.length === 0)
        throw new CommandError(
          `Ce dossier ne contient aucun fichier : ${given}`,
          `There is no file in this folder: ${given}`,
        )
      found.push(...inside)
    } else found.push({ name: path.basename(full), path: full })
  }
  return distinctNames(found)
}

async function filesIn(folder: string, prefix: string, deeper: number): Promise<DeliveredFile[]> {
  const found: DeliveredFile[] = []
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name)
    if (isLeftBehind(entry.name)) continue
    if (entry.isFile()) found.push({ name: prefix + entry.name, path: full })
    else if (entry.isDirectory() && deeper > 0)
      found.push(...(await filesIn(full, `${prefix}${entry.name}/`, deeper - 1)))
  }
  return found
}

/** Two files of one name are told apart by their folder; the same file given twice is one. */
function distinctNames(files: readonly DeliveredFile[]): DeliveredFile[] {
  const once = [...new Map(files.map((file) => [file.path, file])).values()]
  const times = new Map<string, number>()
  for (const file of once) times.set(file.name, (times.get(file.name) ?? 0) + 1)
  return once.map((file) =>
    (times.get(file.name) ?? 0) > 1
      ? { ...file, name: `${path.basename(path.dirname(file.path))}/${path.basename(file.path)}` }
      : file,
  )
}
