// How far a reading is that goes on by itself.
import { useSpeech } from '../language.tsx'
import type { RunningJson } from '../shapes.ts'

interface Props {
  readonly running: RunningJson
  /** What is read, for who does not see the bar. */
  readonly label: string
}

export function RunProgress({ running: { step, share }, label }: Props) {
  const { say } = useSpeech()
  return (
    <p className="run-progress">
      <progress aria-label={label} max={1} {...(share === null ? {} : { value: share })} />
      <span className="note">{say(step)}</span>
    </p>
  )
}
