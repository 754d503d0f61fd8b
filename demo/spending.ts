// What the simulated organisation spends on selling: salaries, campaigns by channel, fairs, agencies, tools, recruitment.
import { type Random, randomIndex } from '../statistics/random.ts'
import { dayText, lastDay, months, workdayFrom } from './calendar.ts'
import { isThere, type Staff, teamOn } from './people.ts'
import type { Rows } from './rows.ts'

interface Spent {
  readonly day: number
  readonly euros: number
  readonly category: string
  readonly department: 'sales' | 'marketing' | 'research'
  readonly label: string
  readonly channel?: string
  readonly campaign?: string
  readonly team?: number
  readonly person?: number
  readonly item?: number
}

export function spend(rows: Rows, random: Random, staff: Staff): void {
  const add = ({
    day,
    euros,
    category,
    department,
    label,
    channel,
    campaign,
    team,
    person,
    item,
  }: Spent): void => {
    rows.add('costs', {
      day: dayText(Math.min(day, lastDay)),
      amount_minor: BigInt(Math.round(euros)) * 100n,
      currency: 'EUR',
      category,
      department,
      is_acquisition: null,
      channel: channel ?? null,
      campaign: campaign ?? null,
      segment: null,
      team_id: team ?? null,
      person_id: person ?? null,
      content_item_id: item ?? null,
      label,
    })
  }
  const around = (mean: number): number => mean * (0.9 + random() * 0.2)
  for (const month of months) {
    for (const [position, team] of staff.teams.entries()) {
      const present = staff.reps.filter((rep) => isThere(rep, month) && teamOn(rep, month) === position)
      // The salary of a new rep stands under her name until she is settled: it is what her onboarding costs.
      const settled = present.filter((rep) => month - rep.hired > 150 || rep.hired < 0)
      add({
        day: month + 27,
        euros: around(settled.length * 5_100 + 7_800),
        category: 'salary',
        department: 'sales',
        label: 'Salaires chargés',
        team: team.id,
      })
      add({
        day: month + 27,
        euros: around(settled.length * 900),
        category: 'commission',
        department: 'sales',
        label: 'Commissions',
        team: team.id,
      })
      for (const rep of present)
        if (!settled.includes(rep))
          add({
            day: month + 27,
            euros: 4_300,
            category: 'salary',
            department: 'sales',
            label: 'Salaire chargé pendant l’accueil',
            team: team.id,
            person: rep.id,
          })
    }
    add({
      day: month + 27,
      euros: around(26_000),
      category: 'salary',
      department: 'marketing',
      label: 'Salaires chargés du marketing',
    })
    add({
      day: month + 2,
      euros: around(11_000),
      category: 'advertising',
      department: 'marketing',
      label: 'Annonces en ligne',
      channel: 'Publicité',
      campaign: 'Annonces',
    })
    add({
      day: month + 2,
      euros: around(4_500),
      category: 'agency',
      department: 'marketing',
      label: 'Référencement',
      channel: 'Site web',
      campaign: 'Référencement',
    })
    add({
      day: month + 5,
      euros: around(2_900),
      category: 'tools',
      department: 'sales',
      label: 'Abonnements aux outils de vente',
    })
    if (randomIndex(random, 3) === 0)
      add({
        day: month + 15,
        euros: around(34_000),
        category: 'events',
        department: 'marketing',
        label: 'Salon professionnel',
        channel: 'Salon',
        campaign: 'Salons',
      })
    if (randomIndex(random, 6) === 0)
      add({
        day: month + 12,
        euros: around(6_000),
        category: 'research',
        department: 'research',
        label: 'Étude de marché',
      })
  }
  for (const rep of staff.reps)
    if (rep.hired > 0) {
      add({
        day: rep.hired,
        euros: around(5_500),
        category: 'recruiting',
        department: 'sales',
        label: 'Cabinet de recrutement',
        person: rep.id,
      })
      add({
        day: workdayFrom(rep.hired + 20),
        euros: around(1_900),
        category: 'training',
        department: 'sales',
        label: 'Formation d’accueil',
        person: rep.id,
      })
    }
  for (const [at, item] of rows.of('content_items').entries())
    if (item.department === 'marketing' && random() < 0.35)
      add({
        day: Math.max(0, daysOf(item.published_on)),
        euros: around(1_400),
        category: 'content',
        department: 'marketing',
        label: 'Rédaction et mise en page externes',
        item: at + 1,
      })
}

function daysOf(text: unknown): number {
  return Math.round(
    (Date.parse(`${String(text)}T00:00:00Z`) - Date.parse('2024-01-01T00:00:00Z')) / 86_400_000,
  )
}
