// A native select with its label inside the control, as quiet as a button.
import { useId, type ReactNode } from 'react'
import { Icon } from './Icon.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: ReactNode
  readonly isDisabled?: boolean
}

export function Select({ label, value, onChange, children, isDisabled = false }: Props) {
  const id = useId()
  return (
    <span className="select">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} disabled={isDisabled} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
      <Icon name="chevron" size={10} />
    </span>
  )
}
