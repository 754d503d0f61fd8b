// A labelled field for sentences.
import type { ComponentProps } from 'react'
import { Field } from './Field.tsx'

interface Props extends Omit<ComponentProps<'textarea'>, 'id' | 'value' | 'onChange' | 'aria-describedby'> {
  readonly label: string
  readonly help?: string | undefined
  readonly value: string
  /** Is told what the field now says. */
  readonly onChange: (written: string) => void
}

export function TextAreaField({ label, help, onChange, ...area }: Props) {
  return (
    <Field label={label} help={help}>
      {(id, describedBy) => (
        <textarea
          {...area}
          id={id}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
