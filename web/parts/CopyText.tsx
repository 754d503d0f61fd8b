// A text that is shown this once and is meant to be taken along: read whole, selected by one click, copied by a button.
import { useState } from 'react'
import { useSpeech } from '../language.tsx'

interface Props {
  readonly label: string
  readonly value: string
}

export function CopyText({ label, value }: Props) {
  const { text } = useSpeech()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    // Refused by some browsers: the text can still be selected.
    setCopied(
      await navigator.clipboard.writeText(value).then(
        () => true,
        () => false,
      ),
    )
  }
  return (
    <div className="copy">
      <code className="copy-value">{value}</code>
      <button type="button" className="button" onClick={() => void copy()}>
        {text.access.copy}
        <span className="unseen"> ({label})</span>
      </button>
      <span role="status" className="note">
        {isCopied ? text.access.copied : ''}
      </span>
    </div>
  )
}
