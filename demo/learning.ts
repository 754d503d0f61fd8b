// What the people of the simulated company learn: courses and certifications, three workshops, coaching, onboarding.
import { foldName } from '../model/names.ts'
import { type Random, randomIndex, shuffled } from '../statistics/random.ts'
import { dayText, firstDay, lastDay, months, workdayFrom } from './calendar.ts'
import { clamp, pick } from './draw.ts'
import { isAtWork, isThere, type Rep, type Staff, teamOn } from './people.ts'
import type { Rows } from './rows.ts'
import type { Deal } from './selling.ts'
import { placebo, workshop } from './truths.ts'

const courses = [
  ['Certification produit', 'certification', 14, 12],
  ['Certification conformité', 'certification', 4, 24],
  ['Certification négociation', 'certification', 10, 18],
  ['Conduite d’entretien', 'course', 7, null],
  ['Prospection téléphonique', 'course', 7, null],
  ['Vente complexe', 'course', 14, null],
  ['Usage du CRM', 'course', 3, null],
  ['Test de connaissances produit', 'skill-test', 1, null],
  ['Parcours d’accueil', 'onboarding', 28, null],
] as const

/** Half of the reps, drawn by lot before anything is sold: they attend the workshop that works. */
export function drawAttendance(random: Random, staff: Staff): ReadonlySet<number> {
  const present = staff.reps.filter(
    (rep) => isThere(rep, workshop.heldOn) && workshop.heldOn - rep.hired > 200,
  )
  return new Set(
    shuffled(present, random)
      .slice(0, Math.floor(present.length / 2))
      .map((rep) => rep.id),
  )
}

export function learn(
  rows: Rows,
  random: Random,
  staff: Staff,
  attended: ReadonlySet<number>,
  deals: readonly Deal[],
): void {
  const ids = courses.map(([name, kind, hours, valid]) =>
    rows.add('courses', { name, name_key: foldName(name), kind, hours, months_valid: valid, theme: null }),
  )
  for (const rep of staff.reps) takeCourses(rows, random, rep, ids)
  for (const rep of staff.reps) if (rep.hired > 0) welcome(rows, random, rep)
  holdWorkshops(rows, random, staff, attended, deals)
  coach(rows, random, staff)
}

function takeCourses(rows: Rows, random: Random, rep: Rep, ids: readonly number[]): void {
  for (const [i, [, kind, hours, valid]] of courses.entries()) {
    if (kind === 'onboarding' && rep.hired < 0) continue
    let day = Math.max(rep.hired, firstDay) + 10 + randomIndex(random, kind === 'onboarding' ? 20 : 200)
    let score = 0.5 + random() * 0.25
    for (let tries = 0; tries < 6 && day < Math.min(lastDay, rep.left); tries++) {
      const due = workdayFrom(day + 45)
      const isDone = random() < 0.86
      const done = workdayFrom(day + 5 + randomIndex(random, 60))
      const isKnown = isDone && done <= Math.min(lastDay, rep.left - 1)
      score = clamp(score + 0.04 + (random() - 0.4) * 0.12, 0.2, 1)
      const isPassed = score >= 0.6
      rows.add('training_results', {
        person_id: rep.id,
        course_id: ids[i]!,
        assigned_on: dayText(day),
        due_on: dayText(due),
        completed_on: isKnown ? dayText(done) : null,
        score: isKnown ? Math.round(score * 100) / 100 : null,
        is_passed: isKnown ? isPassed : null,
        valid_until: isKnown && isPassed && valid !== null ? dayText(done + valid * 30) : null,
        seconds: isKnown ? Math.round(hours * 3_600 * (0.8 + random() * 0.4)) : null,
      })
      if (valid === null && kind !== 'skill-test') break
      day = kind === 'skill-test' ? day + 180 : isKnown && isPassed ? done + (valid ?? 0) * 30 - 20 : day + 70
    }
  }
}

const milestones = [
  ['Outils installés', 5],
  ['Discours de présentation validé', 20],
  ['Premier rendez-vous seul', 35],
  ['Première proposition', 60],
  ['Parcours d’accueil terminé', 90],
] as const

function welcome(rows: Rows, random: Random, rep: Rep): void {
  for (const [milestone, planned] of milestones) {
    const reached = rep.hired + Math.round(planned * (0.7 + random() * 0.8))
    rows.add('onboarding_milestones', {
      person_id: rep.id,
      programme: 'Accueil des commerciaux',
      milestone,
      due_on: dayText(rep.hired + planned),
      reached_on: reached <= Math.min(lastDay, rep.left - 1) ? dayText(reached) : null,
    })
  }
}

function holdWorkshops(
  rows: Rows,
  random: Random,
  staff: Staff,
  attended: ReadonlySet<number>,
  deals: readonly Deal[],
): void {
  const hold = (name: string, day: number, hours: number, isRandomised: boolean): number =>
    rows.add('workshops', {
      name,
      name_key: foldName(name),
      course_id: null,
      held_on: dayText(day),
      hours,
      is_randomised: isRandomised,
    })
  const attend = (id: number, rep: Rep, progress: number): void => {
    const before = clamp(0.5 + 0.2 * rep.skill + (random() - 0.5) * 0.3, 0.1, 0.95)
    rows.add('workshop_attendances', {
      workshop_id: id,
      person_id: rep.id,
      is_invited: true,
      has_attended: true,
      score_before: Math.round(before * 100) / 100,
      score_after: Math.round(clamp(before + progress + (random() - 0.5) * 0.16, 0, 1) * 100) / 100,
    })
  }
  const effective = hold(workshop.name, workshop.heldOn, 14, true)
  for (const rep of staff.reps) if (attended.has(rep.id)) attend(effective, rep, 0.18)
  const without = hold(placebo.name, placebo.heldOn, 7, false)
  for (const rep of worstBefore(placebo.heldOn, staff, deals)) attend(without, rep, 0.05)
}

/** The twelve settled reps who won least of what they closed in the half-year before: their bad luck will not last. */
function worstBefore(day: number, staff: Staff, deals: readonly Deal[]): readonly Rep[] {
  const rates = new Map(
    staff.reps.map((rep) => {
      const closed = deals.filter(
        (deal) => deal.rep === rep && deal.closed !== null && deal.closed >= day - 182 && deal.closed < day,
      )
      return [rep, closed.filter((deal) => deal.outcome === 'won').length / Math.max(1, closed.length)]
    }),
  )
  return staff.reps
    .filter((rep) => isAtWork(rep, day) && day - rep.hired > 200)
    .toSorted((a, b) => rates.get(a)! - rates.get(b)! || a.id - b.id)
    .slice(0, 12)
}

const skills = ['Découverte', 'Traitement des objections', 'Négociation', 'Suivi des affaires', 'Prospection']
const agreed = [
  'Préparer trois questions de découverte par rendez-vous',
  'Écouter deux appels avec le responsable',
  'Relancer les affaires sans prochaine étape',
  'Envoyer l’étude de cas avant la proposition',
  'Demander la date de décision à chaque échange',
]

function coach(rows: Rows, random: Random, staff: Staff): void {
  for (const month of months)
    for (const rep of staff.reps) {
      const day = workdayFrom(month + randomIndex(random, 24))
      if (day > lastDay || !isAtWork(rep, day) || random() < 0.25) continue
      const due = workdayFrom(day + 21)
      const done = workdayFrom(day + 5 + randomIndex(random, 30))
      rows.add('coaching_sessions', {
        person_id: rep.id,
        coach_id: staff.managers[teamOn(rep, day)]!,
        held_on: dayText(day),
        seconds: (30 + randomIndex(random, 4) * 15) * 60,
        skill: pick(random, skills),
        action: pick(random, agreed),
        action_due_on: dayText(due),
        action_done_on: done <= lastDay && random() < 0.7 ? dayText(done) : null,
      })
    }
}
