// The files in a drop, folders walked through; names keep their folder so that two files of one name stay apart.

export interface NamedFile {
  readonly file: File
  /** Path inside the drop: `export/accounts.csv`. */
  readonly name: string
}

/** More than anyone drops on purpose: a home folder dropped by mistake stops here. */
export const mostFiles = 500

/** Reads a drop; entries are taken before the first wait, because the browser empties the drop after the event. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly NamedFile[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    return entry === null ? [] : [entry]
  })
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, name: file.name }))
  const found: NamedFile[] = []
  for (const entry of entries) await walk(entry, '', found)
  return found
}

async function walk(entry: FileSystemEntry, folder: string, found: NamedFile[]): Promise<void> {
  // Files that a system leaves behind (.DS_Store, Thumbs.db, the lock of an open workbook) are not data.
  if (/^(?:\.|~\$|(?:thumbs\.db|desktop\.ini)$)/i.test(entry.name) || found.length > mostFiles) return
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    )
    found.push({ file, name: folder + entry.name })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  // A folder answers a hundred entries at a time until it answers none.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (batch.length === 0) return
    for (const inner of batch) await walk(inner, `${folder}${entry.name}/`, found)
  }
}
