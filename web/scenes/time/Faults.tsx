// Records of a file that cannot be read, by number and reason.
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import type { TrackerReadingJson } from '../../shapes.ts'

interface Props {
  readonly faults: TrackerReadingJson['faults']
  readonly rejected: number
}

export function Faults({ faults, rejected }: Props) {
  const { language, text, say } = useSpeech()
  if (rejected === 0) return null
  return (
    <details className="disclose">
      <summary>{text.time.rejected(formatNumber(rejected, language), rejected)}</summary>
      <ul className="note">
        {faults.map(({ row, code, sentence }) => (
          <li key={`${row} ${code}`}>
            {text.time.record(formatNumber(row, language))} {say(sentence)}
          </li>
        ))}
      </ul>
    </details>
  )
}
