// What people did with their time, and how much of it they had: pieces of time, working times, absences, public holidays.
import { activityBases, activityWords } from './codes.ts'
import { type Entity, f, t, w } from './field.ts'
import { accountFields, opportunityField, spentFields } from './shared.ts'

export const timeEntities = {
  activities: {
    name: w('Temps passé', 'Time spent'),
    grain: w('une ligne par morceau de temps d’une personne', 'one row per piece of time of one person'),
    needs: [['rep', 'lastName'], ['category'], ['startedAt', 'day']],
    naming: ['rep', 'startedAt|day', 'category', 'tool', 'account', 'accountId', 'opportunity'],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'event_id', fr: 'id_activite' }),
      rep: t('person', w('Commercial', 'Rep'), { en: 'rep_email', fr: 'commercial', isRequired: true }),
      category: t(
        'code',
        w('Activité', 'Activity'),
        { en: 'activity', fr: 'activite', isRequired: true },
        { codes: activityWords },
      ),
      startedAt: t(
        'instant',
        w('Début', 'Started'),
        { en: 'started_at', fr: 'debut_le' },
        {
          note: w(
            'avec la fin ; ou le jour et une durée à la place',
            'with the end; or the day and a length instead',
          ),
        },
      ),
      endedAt: t(
        'instant',
        w('Fin', 'Ended'),
        { en: 'ended_at', fr: 'fin_le' },
        { note: w('24 heures au plus après le début', 'at most 24 hours after the start') },
      ),
      day: t('day', w('Jour', 'Day'), { en: 'day', fr: 'jour' }),
      ...spentFields(true),
      firstName: f('text', 'Prénom', 'First name'),
      lastName: f('text', 'Nom de famille', 'Last name'),
      startTime: f('time', 'Heure de début', 'Start time'),
      endDay: f('day', 'Jour de fin', 'End day'),
      endTime: f('time', 'Heure de fin', 'End time'),
      basis: t(
        'code',
        w('Mode de relevé', 'How it is known'),
        { en: 'basis', fr: 'mode_releve' },
        {
          codes: activityBases,
          note: w(
            'vide : « relevé » avec des heures, « déclaré » sans',
            'empty: “captured” with hours of the clock, “declared” without',
          ),
        },
      ),
      tool: t('text', w('Outil', 'Tool'), { en: 'tool', fr: 'outil' }),
      ...accountFields(),
      opportunity: opportunityField(),
      isDeleted: f('flag', 'Supprimé', 'Deleted'),
    },
  },
  'work-schedules': {
    name: w('Horaires de travail', 'Working times'),
    grain: w(
      'une ligne par temps de travail d’une personne, ou de tout le monde, et son premier jour',
      'one row per working time of a person, or of everybody, and its first day',
    ),
    needs: [['hoursPerWeek']],
    naming: ['person', 'startsOn'],
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      person: t(
        'person',
        w('Personne', 'Person'),
        { en: 'person', fr: 'personne' },
        {
          note: w(
            'vide : tous ceux qui n’ont pas leur propre ligne',
            'empty: everybody who has no row of her own',
          ),
        },
      ),
      startsOn: t(
        'day',
        w('À partir du', 'From'),
        { en: 'from_day', fr: 'a_partir_du' },
        { note: w('vide : depuis toujours', 'empty: since always') },
      ),
      hoursPerWeek: t(
        'number',
        w('Heures par semaine', 'Hours per week'),
        { en: 'hours_per_week', fr: 'heures_par_semaine', isRequired: true },
        { range: [0, 168] },
      ),
      daysPerWeek: t(
        'number',
        w('Jours par semaine', 'Days per week'),
        { en: 'days_per_week', fr: 'jours_par_semaine' },
        {
          range: [0, 7],
          note: w(
            'à compter du lundi : 4,5 laisse le vendredi après-midi ; vide : 5',
            'from Monday on: 4.5 leaves Friday afternoon; empty: 5',
          ),
        },
      ),
    },
  },
  absences: {
    name: w('Absences', 'Absences'),
    grain: w(
      'une ligne par absence d’une personne, sans son motif',
      'one row per absence of a person, without its reason',
    ),
    needs: [['person'], ['startsOn']],
    naming: ['person', 'startsOn'],
    spans: [['startsOn', 'lastDay']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'absence_id', fr: 'id_absence' }),
      person: t('person', w('Personne', 'Person'), { en: 'person', fr: 'personne', isRequired: true }),
      startsOn: t('day', w('Premier jour', 'First day'), {
        en: 'first_day',
        fr: 'premier_jour',
        isRequired: true,
      }),
      lastDay: t(
        'day',
        w('Dernier jour', 'Last day'),
        { en: 'last_day', fr: 'dernier_jour' },
        { note: w('compris ; vide : un seul jour', 'included; empty: one day only') },
      ),
      share: t(
        'measure',
        w('Part de la journée', 'Share of the day'),
        { en: 'share_of_day', fr: 'part_du_jour' },
        { range: [0, 1], note: w('0,5 pour des demi-journées ; vide : 1', '0.5 for half days; empty: 1') },
      ),
    },
  },
  holidays: {
    name: w('Jours fériés', 'Public holidays'),
    grain: w('une ligne par jour où personne ne travaille', 'one row per day on which nobody works'),
    needs: [['day']],
    naming: ['day'],
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      day: t('day', w('Jour', 'Day'), { en: 'holiday_on', fr: 'ferie_le', isRequired: true }),
      name: t('text', w('Nom', 'Name'), { en: 'holiday_name', fr: 'nom_ferie' }),
    },
  },
} as const satisfies Record<string, Entity>
