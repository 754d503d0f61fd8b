// Where the collections lie that stand beside the project and are no part of it: tests of theirs run where they are.
import path from 'node:path'

/** The path of a file or folder of them, such as 'data/cdnow'; whether it is there is for the caller to see. */
export function shared(place: string): string {
  return path.join(import.meta.dirname, '../../shared', place)
}
