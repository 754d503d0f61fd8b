// A labelled control with its help below it, tied to it for screen readers.
import { useId, type ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly help?: string | undefined
  /** Draws the control; `describedBy` names its help. */
  readonly children: (id: string, describedBy: string | undefined) => ReactNode
}

export function Field({ label, help, children }: Props) {
  const id = useId()
  const helpId = `${id}-help`
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id, help === undefined ? undefined : helpId)}
      {help === undefined ? null : (
        <p className="note" id={helpId}>
          {help}
        </p>
      )}
    </div>
  )
}
