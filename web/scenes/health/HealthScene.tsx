// The health of the organisation on one page: what moved in sentences, then three levers and their twelve KPIs.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { formatDay, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { NextPanel } from '../../parts/NextPanel.tsx'
import { OtherScopes } from '../../parts/OwnFirst.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { scopeName, ViewControls } from '../../parts/ViewControls.tsx'
import { definitionsQuery, healthQuery } from '../../queries.ts'
import { comparedPeriod } from '../../reading.ts'
import { useIsAdministrator, useRoles } from '../../session.ts'
import type { HealthJson, HomeJson, WordsJson } from '../../shapes.ts'
import { DataPanel } from './DataPanel.tsx'
import { FiguresTable } from './FiguresTable.tsx'
import { Headlines } from './Headlines.tsx'
import { Lever } from './Lever.tsx'
import { ToDo } from './ToDo.tsx'

const imperatives = ['A', 'B', 'C'] as const

export function HealthScene({ home }: { readonly home: HomeJson }) {
  const { language, text } = useSpeech()
  const { scope, period, against = 'previous' } = useSearch({ from: '__root__' })
  const health = useQuery(healthQuery({ scope, period }))
  const definitions = useQuery(definitionsQuery)
  const roles = useRoles()
  const isAdministrator = useIsAdministrator()
  useTitle(text.nav.health)

  const name = scopeName(home, scope, text.view.wholeOrganisation)
  const number = (count: number) => formatNumber(count, language)
  // Where there are teams, those who are in one: who left is still known by name, and so is who never sold.
  const present =
    home.teams.length === 0 ? home.people.length : home.people.filter((one) => one.teamId !== null).length
  const facts = [
    // Others are told the people and teams of their own sight, which is not how many there are.
    ...((scope === undefined || scope === 'organisation') && (roles.has('owner') || roles.has('leader'))
      ? [
          text.view.peopleCount(number(present), present),
          ...(home.teams.length === 0
            ? []
            : [text.view.teamsCount(number(home.teams.length), home.teams.length)]),
        ]
      : []),
    ...(home.asOf === null ? [] : [text.view.dataUntil(formatDay(home.asOf, language))]),
  ]
  const compared = {
    previous: health.data === undefined ? null : comparedPeriod(health.data, 'previous'),
    'year-ago': health.data === undefined ? null : comparedPeriod(health.data, 'year-ago'),
    target: null,
    standard: null,
  }
  const isLoading = health.data === undefined || definitions.data === undefined
  const error = health.error ?? definitions.error

  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.health.title}</h1>
          <p className="page-lead">
            <bdi>{name}</bdi>
            {facts.map((fact) => (
              <span key={fact}> · {fact}</span>
            ))}
            <OtherScopes home={home} />
          </p>
        </div>
        <ViewControls home={home} compared={compared} />
      </div>
      {error !== null && isLoading ? (
        <Problem
          error={error}
          scope={scope}
          onRetry={() => void Promise.all([health.refetch(), definitions.refetch()])}
        />
      ) : isLoading ? (
        <>
          <Skeleton cards={[150]} />
          <div className="skeleton-gap" />
          <Skeleton cards={[580, 580, 580]} columns={3} />
        </>
      ) : (
        <div className="stack" data-stale={health.isPlaceholderData || undefined}>
          <Headlines headlines={health.data.headlines} absence={absenceOf(health.data)} />
          <div className="levers">
            {imperatives.map((imperative) => (
              <Lever
                key={imperative}
                imperative={imperative}
                health={health.data}
                definitions={definitions.data}
                against={against}
              />
            ))}
          </div>
          <p className="note legend">{text.health.legend}</p>
          <div className="health-foot">
            <ToDo definitions={definitions.data} view={{ scope, period }} />
            <div className="stack">
              {isAdministrator || roles.has('leader') ? (
                <NextPanel home={home} health={health.data} definitions={definitions.data} />
              ) : null}
              <DataPanel home={home} health={health.data} />
            </div>
          </div>
          <FiguresTable health={health.data} definitions={definitions.data} against={against} />
        </div>
      )}
    </>
  )
}

/** What the data says of itself where nothing is measured in the period. */
function absenceOf({ metrics }: HealthJson): WordsJson | null {
  if (metrics.some(({ measurement }) => measurement.state === 'measured')) return null
  return (
    metrics.find(({ measurement }) => measurement.coverage.note !== null)?.measurement.coverage.note ?? null
  )
}
