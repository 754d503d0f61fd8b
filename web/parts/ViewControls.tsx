// Scope and period of a page, kept in the query string; only what has data is offered.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { formatPeriod, formatPeriodId } from '../format.ts'
import { useSpeech } from '../language.tsx'
import type { Against, HomeJson, PeriodJson } from '../shapes.ts'
import { Select } from './Select.tsx'

const kinds = ['quarter', 'month', 'half-year', 'year', 'all'] as const

interface Props {
  readonly home: HomeJson
  /** The period each comparison is made with, where the page lets its reader choose the comparison. */
  readonly compared?: Readonly<Partial<Record<Against, PeriodJson | null>>>
}

export function ViewControls({ home, compared }: Props) {
  const { language, text } = useSpeech()
  const search = useSearch({ from: '__root__' })
  const navigate = useNavigate()
  const change = (part: Partial<Record<'scope' | 'period' | 'against', string>>) =>
    void navigate({
      to: '.',
      search: (now) => ({ ...now, offset: undefined, ...part }) as never,
      replace: true,
    })

  const periodId = search.period ?? home.defaultPeriod?.id ?? 'all'
  const againstNames = Object.entries(compared ?? {}) as [Against, PeriodJson | null][]
  return (
    <div className="view-controls">
      <Select
        label={text.view.scope}
        value={search.scope ?? 'organisation'}
        onChange={(scope) => change({ scope })}
      >
        <option value="organisation">{text.view.organisation}</option>
        {home.teams.length === 0 ? null : (
          <optgroup label={text.view.teams}>
            {home.teams.map((team) => (
              <option key={team.id} value={`team:${team.id}`}>
                {team.name}
              </option>
            ))}
          </optgroup>
        )}
        {home.people.length === 0 ? null : (
          <optgroup label={text.view.people}>
            {home.people.map((person) => (
              <option key={person.id} value={`rep:${person.id}`}>
                {person.isProvisional ? text.view.provisional(person.name) : person.name}
              </option>
            ))}
          </optgroup>
        )}
      </Select>
      <Select label={text.view.period} value={periodId} onChange={(period) => change({ period })}>
        {kinds.map((kind) => {
          const periods = home.periods.filter((period) => period.kind === kind)
          return periods.length === 0 ? null : (
            <optgroup key={kind} label={text.view.kinds[kind]}>
              {periods.map((period) => (
                <option key={period.id} value={period.id}>
                  {formatPeriod(period, language)}
                </option>
              ))}
            </optgroup>
          )
        })}
        {home.periods.some((period) => period.id === periodId) ? null : (
          <option value={periodId}>{formatPeriodId(periodId, language)}</option>
        )}
      </Select>
      {compared === undefined ? null : (
        <Select
          label={text.view.against}
          value={search.against ?? 'previous'}
          onChange={(against) => change({ against })}
        >
          {againstNames.map(([against, period]) => (
            <option key={against} value={against}>
              {period === null
                ? text.against[against]
                : `${formatPeriod(period, language)}, ${text.against[against]}`}
            </option>
          ))}
        </Select>
      )}
    </div>
  )
}

/** A scope by its name: a team or a person is the user's own word. */
export function scopeName(home: HomeJson, scope: string | undefined, whole: string): string {
  const id = Number(scope?.split(':')[1])
  if (scope?.startsWith('team:') === true) return home.teams.find((team) => team.id === id)?.name ?? whole
  if (scope?.startsWith('rep:') === true) return home.people.find((person) => person.id === id)?.name ?? whole
  return whole
}
