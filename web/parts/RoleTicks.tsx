// Roles to choose from, one tick each, with what each may see.
import { useSpeech } from '../language.tsx'
import type { RoleName } from '../shapes.ts'

interface Props {
  readonly legend: string
  readonly choices: readonly RoleName[]
  readonly chosen: readonly RoleName[]
  readonly onChoose: (roles: readonly RoleName[]) => void
}

export function RoleTicks({ legend, choices, chosen, onChoose }: Props) {
  const { text } = useSpeech()
  return (
    <fieldset className="ticks">
      <legend>{legend}</legend>
      {choices.map((role) => (
        <label key={role} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(role)}
            onChange={(event) =>
              onChoose(event.target.checked ? [...chosen, role] : chosen.filter((one) => one !== role))
            }
          />
          <span>
            {text.access.roles[role]}
            <span className="note"> {text.access.roleSees[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
