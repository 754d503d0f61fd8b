// Who had shared what buyers viewed, where a file does not say it; the delivery is then read again.
import { useState } from 'react'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import type { ImportReportJson } from '../../shapes.ts'
import { useRestage } from './restage.ts'

export function SharedBy({ report }: { readonly report: ImportReportJson }) {
  const { text } = useSpeech()
  const [address, setAddress] = useState('')
  const restage = useRestage(report)
  return (
    <form
      className="file-warnings settings"
      onSubmit={(event) => {
        event.preventDefault()
        restage.mutate({ sharedBy: address })
      }}
    >
      <InputField
        label={text.imports.sharedBy}
        help={text.imports.sharedByHelp}
        type="email"
        required
        value={address}
        onChange={setAddress}
      />
      {restage.isError ? <Problem error={restage.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={restage.isPending || address === ''}>
          {text.imports.restage}
        </button>
      </p>
    </form>
  )
}
