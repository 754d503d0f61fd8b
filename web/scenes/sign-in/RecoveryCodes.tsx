// The recovery codes, shown this once: nothing goes on before the reader says that she kept them.
import { useState } from 'react'
import { saveText } from '../../csv.ts'
import { useSpeech } from '../../language.tsx'

interface Props {
  readonly codes: readonly string[]
  readonly onKept: () => void
}

export function RecoveryCodes({ codes, onKept }: Props) {
  const { text } = useSpeech()
  const [isKept, setKept] = useState(false)
  return (
    <form
      className="door-form"
      onSubmit={(event) => {
        event.preventDefault()
        onKept()
      }}
    >
      <h2>{text.access.recoveryTitle}</h2>
      <p>{text.access.recoveryLead}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <button
          type="button"
          className="button"
          onClick={() => saveText(text.access.recoveryFile, `${codes.join('\r\n')}\r\n`)}
        >
          {text.access.recoverySave}
        </button>
      </p>
      <label className="tick">
        <input
          type="checkbox"
          checked={isKept}
          required
          onChange={(event) => setKept(event.target.checked)}
        />
        {text.access.recoveryKept}
      </label>
      <button type="submit" className="button primary" disabled={!isKept}>
        {text.access.continue}
      </button>
    </form>
  )
}
