// What is kept of the reader's time, day by day, and taking it away: a day, or all that one way brought.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client.ts'
import { formatDay } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { ownTimeQuery } from '../../queries.ts'
import type { OwnTimeJson, OwnTimeWay } from '../../shapes.ts'
import { Minutes } from './Minutes.tsx'

interface Props {
  readonly personId: number
  readonly time: OwnTimeJson
}

export function KeptTime({ personId, time }: Props) {
  const { language, text } = useSpeech()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: (body: { readonly day: string } | { readonly way: OwnTimeWay }) =>
      call('removeOwnTime', { path: { personId }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ownTimeQuery(personId).queryKey }),
  })
  const chosen = time.choices.filter(({ revokedAt }) => revokedAt === null)
  const days = [...new Set(time.days.map(({ day }) => day))]
  return (
    <section className="card card-body time-block" aria-labelledby="kept-title">
      <h2 id="kept-title" className="panel-title">
        {text.time.kept}
      </h2>
      <p className="note">{text.time.keptLead}</p>
      {remove.isError ? <Refusal error={remove.error} /> : null}
      {days.length === 0 ? <p>{text.time.keptNone}</p> : null}
      <ul className="list-rows time-days">
        {days.map((day) => {
          const lines = time.days.filter((line) => line.day === day)
          const isHers = lines.some(({ origin }) => origin !== 'company')
          return (
            <li key={day}>
              <div>
                <p className="list-title">{formatDay(day, language)}</p>
                <ul className="time-lines">
                  {lines.map(({ category, basis, origin, minutes }) => (
                    <li key={`${category} ${basis} ${origin}`}>
                      {text.time.categories[category]} <Minutes minutes={minutes} />{' '}
                      <span className="note">{text.time.origins[origin]}</span>
                    </li>
                  ))}
                </ul>
              </div>
              {isHers ? (
                <button
                  type="button"
                  className="button"
                  disabled={remove.isPending}
                  aria-label={text.time.removeDay(formatDay(day, language))}
                  onClick={() => remove.mutate({ day })}
                >
                  {text.time.remove}
                </button>
              ) : null}
            </li>
          )
        })}
      </ul>
      {chosen.length === 0 ? null : (
        <details className="disclose">
          <summary>{text.time.choices}</summary>
          <ul className="list-rows">
            {chosen.map(({ way, chosenAt }) => (
              <li key={way}>
                <p>
                  {text.time.ways[way]}{' '}
                  <span className="note">{text.time.since(formatDay(chosenAt.slice(0, 10), language))}</span>
                </p>
                <button
                  type="button"
                  className="button"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ way })}
                >
                  {text.time.revoke}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
