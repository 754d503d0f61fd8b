// A labelled line to type into, a number, a day or an address: what the browser calls an input.
import type { ComponentProps } from 'react'
import { Field } from './Field.tsx'

interface Props extends Omit<ComponentProps<'input'>, 'id' | 'value' | 'onChange' | 'aria-describedby'> {
  readonly label: string
  readonly help?: string | undefined
  readonly value: string | number
  /** Is told what the line now says. */
  readonly onChange: (written: string) => void
}

export function InputField({ label, help, onChange, ...input }: Props) {
  return (
    <Field label={label} help={help}>
      {(id, describedBy) => (
        <input
          {...input}
          id={id}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
