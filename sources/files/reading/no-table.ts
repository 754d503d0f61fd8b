// Which refusal fits a file that is no table.
import { nameFits, type ContentKind } from './content.ts'
import { refuseFile, type FileRefused } from './fault.ts'
import { pixelsOf } from './pixels.ts'

const mostPixels = 40_000_000

/** The refusal of content that this folder does not read; `what` names it more finely than its kind. */
export function refuseNoTable(
  name: string,
  kind: ContentKind,
  what: string = kind,
  start?: Buffer,
): FileRefused {
  const detail = { kind: what }
  if ((kind === 'png' || kind === 'image') && start !== undefined) {
    const pixels = pixelsOf(start)
    if (pixels !== null && pixels > mostPixels)
      return refuseFile('IMAGE_TOO_LARGE', { detail: { pixels, limit: mostPixels } })
  }
  // A page that an expired session saved under another name, a picture renamed: the name is what is wrong.
  const isRightlyNamed = kind === 'svg' || kind === 'zip' || nameFits(name, kind)
  return refuseFile(isRightlyNamed ? 'FILE_TYPE_REFUSED' : 'FILE_TYPE_MISMATCH', { detail })
}
