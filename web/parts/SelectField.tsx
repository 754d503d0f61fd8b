// A labelled choice of one among a few, as a field of a form; `Select` is the quiet one that stands alone.
import type { ComponentProps } from 'react'
import { Field } from './Field.tsx'

interface Props extends Omit<ComponentProps<'select'>, 'id' | 'value' | 'onChange' | 'aria-describedby'> {
  readonly label: string
  readonly help?: string | undefined
  readonly value: string | number
  /** Is told the value of the option that was chosen. */
  readonly onChange: (chosen: string) => void
}

export function SelectField({ label, help, onChange, children, ...select }: Props) {
  return (
    <Field label={label} help={help}>
      {(id, describedBy) => (
        <select
          {...select}
          id={id}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
      )}
    </Field>
  )
}
