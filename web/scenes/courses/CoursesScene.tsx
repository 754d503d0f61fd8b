// The courses that open from here: each unit with where the reader stands, and for administrators the way to add one.
import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '../../client.ts'
import { formatInstant } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { PersonTabs } from '../../parts/PersonTabs.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { coursesQuery, homeQuery } from '../../queries.ts'
import { useIsAdministrator } from '../../session.ts'
import type { CourseJson } from '../../shapes.ts'
import { AddCourse } from './AddCourse.tsx'
import { Waive } from './Waive.tsx'

export function CoursesScene() {
  const { text } = useSpeech()
  const words = text.courses
  const courses = useQuery(coursesQuery)
  const isAdministrator = useIsAdministrator()
  useTitle(words.title)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="page-lead">{words.lead}</p>
        </div>
      </div>
      <PersonTabs />
      {courses.data === undefined ? (
        courses.isError ? (
          <Problem error={courses.error} onRetry={() => void courses.refetch()} />
        ) : (
          <Skeleton cards={[200]} />
        )
      ) : (
        <div className="stack">
          {courses.data.length === 0 ? <p className="note">{words.none}</p> : null}
          {courses.data.map((course) => (
            <Course key={course.packageId} course={course} isAdministrator={isAdministrator} />
          ))}
          {isAdministrator ? <AddCourse /> : null}
        </div>
      )}
    </>
  )
}

type Unit = CourseJson['units'][number]

function Course({
  course,
  isAdministrator,
}: {
  readonly course: CourseJson
  readonly isAdministrator: boolean
}) {
  const { packageId, title, units } = course
  const id = `course-${packageId}`
  return (
    <section className="card card-body" aria-labelledby={id}>
      <h2 id={id} className="panel-title">
        <bdi>{title}</bdi>
      </h2>
      <ul className="list-rows">
        {units.map((unit) => (
          <UnitLine key={unit.id} packageId={packageId} unit={unit} />
        ))}
      </ul>
      {isAdministrator ? <Waive course={course} /> : null}
    </section>
  )
}

function UnitLine({ packageId, unit }: { readonly packageId: number; readonly unit: Unit }) {
  const { language, text } = useSpeech()
  const words = text.courses
  const home = useQuery(homeQuery)
  const open = useMutation({
    mutationFn: () => call('launchCourse', { path: { packageId }, body: { unit: unit.id } }),
    // The address works once: it is gone to at once, in this window.
    onSuccess: ({ address }) => window.location.assign(address),
  })
  const zone = home.data?.organisation.timeZone ?? 'UTC'
  return (
    <li>
      <div>
        <p>
          <bdi>{unit.title}</bdi>{' '}
          {unit.isSatisfied ? (
            <span className="note">{unit.isWaived ? words.waived : words.done}</span>
          ) : null}
        </p>
        <p className="note">
          {unit.lastLaunchedAt === null
            ? words.notBegun
            : words.begun(formatInstant(unit.lastLaunchedAt, zone, language))}
        </p>
        {open.isError ? <Refusal error={open.error} /> : null}
      </div>
      <div>
        <button type="button" className="button" disabled={open.isPending} onClick={() => open.mutate()}>
          {words.open}
          <span className="unseen"> ({unit.title})</span>
        </button>
      </div>
    </li>
  )
}
