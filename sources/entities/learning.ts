// What people learn: courses and their results, workshops and who came, one-to-ones, milestones of newcomers.
import { courseWords, trainingStatusWords } from './codes.ts'
import { type Entity, f, t, w } from './field.ts'
import { spentFields } from './shared.ts'

const person = t('person', w('Personne', 'Person'), { en: 'person', fr: 'personne', isRequired: true })
const byIdOrName = w('son identifiant ou son nom', 'its id or its name')

export const learningEntities = {
  courses: {
    name: w('Formations', 'Courses'),
    grain: w(
      'une ligne par formation, certification ou test',
      'one row per course, certification or skill test',
    ),
    needs: [['name']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'course_id', fr: 'id_formation' }),
      name: t('name', w('Nom', 'Name'), { en: 'course_name', fr: 'nom_formation', isRequired: true }),
      kind: t(
        'code',
        w('Sorte', 'Kind'),
        { en: 'course_kind', fr: 'sorte_formation' },
        { codes: courseWords, note: w('vide : formation', 'empty: course') },
      ),
      hours: t(
        'number',
        w('Heures prévues', 'Planned hours'),
        { en: 'hours', fr: 'heures' },
        { range: [0, 1e5] },
      ),
      monthsValid: t(
        'whole',
        w('Mois de validité', 'Months valid'),
        { en: 'months_valid', fr: 'mois_de_validite' },
        { range: [1, 1200], note: w('vide : sans fin', 'empty: for ever') },
      ),
      theme: t('text', w('Thème', 'Theme'), { en: 'theme', fr: 'theme' }),
    },
  },
  'training-results': {
    name: w('Résultats de formation', 'Training results'),
    grain: w('une ligne par personne, formation et essai', 'one row per person, course and try'),
    needs: [['person', 'lastName'], ['course']],
    naming: ['person', 'course', 'assignedOn|dueOn|completedOn'],
    spans: [['assignedOn', 'completedOn']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'result_id', fr: 'id_resultat' }),
      person,
      course: t(
        'reference',
        w('Formation', 'Course'),
        { en: 'course', fr: 'formation', isRequired: true },
        { note: byIdOrName },
      ),
      assignedOn: t('day', w('Inscrit le', 'Assigned'), { en: 'assigned_on', fr: 'inscrit_le' }),
      dueOn: t('day', w('Échéance', 'Due'), { en: 'due_on', fr: 'echeance_le' }),
      completedOn: t(
        'day',
        w('Terminé le', 'Completed'),
        { en: 'completed_on', fr: 'termine_le' },
        { note: w('vide : pas encore', 'empty: not yet') },
      ),
      score: t(
        'percentage',
        w('Score', 'Score'),
        { en: 'training_score', fr: 'score_formation' },
        {
          range: [0, 1],
          note: w(
            '80 %, 80 ou 0,8, la colonne entière de la même façon',
            '80%, 80 or 0.8, the whole column alike',
          ),
        },
      ),
      isPassed: t('flag', w('Réussi', 'Passed'), { en: 'is_passed', fr: 'reussi' }),
      status: { ...f('code', 'Statut', 'Status'), codes: trainingStatusWords },
      firstName: f('text', 'Prénom', 'First name'),
      lastName: f('text', 'Nom de famille', 'Last name'),
      validUntil: t(
        'day',
        w('Valable jusqu’au', 'Valid until'),
        { en: 'valid_until', fr: 'valable_jusqu_au' },
        { note: w('premier jour où il ne vaut plus', 'first day on which it no longer holds') },
      ),
      ...spentFields(true),
      days: { ...f('number', 'Jours de formation', 'Days of training'), range: [0, 3650] },
    },
  },
  workshops: {
    name: w('Ateliers', 'Workshops'),
    grain: w('une ligne par atelier tenu', 'one row per workshop held'),
    needs: [['name'], ['heldOn']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'workshop_id', fr: 'id_atelier' }),
      name: t('name', w('Nom', 'Name'), { en: 'workshop_name', fr: 'nom_atelier', isRequired: true }),
      course: t(
        'reference',
        w('Formation', 'Course'),
        { en: 'course', fr: 'formation' },
        { note: byIdOrName },
      ),
      heldOn: t('day', w('Jour', 'Day'), { en: 'held_on', fr: 'tenu_le', isRequired: true }),
      hours: t('number', w('Heures', 'Hours'), { en: 'hours', fr: 'heures' }, { range: [0, 1e5] }),
      isRandomised: t(
        'flag',
        w('Tiré au sort', 'Drawn by lot'),
        { en: 'is_randomised', fr: 'tire_au_sort' },
        { note: w('qui est venu a été tiré au sort ; vide : non', 'who came was drawn by lot; empty: no') },
      ),
    },
  },
  'workshop-attendances': {
    name: w('Présences aux ateliers', 'Workshop attendances'),
    grain: w('une ligne par personne invitée à un atelier', 'one row per person invited to a workshop'),
    needs: [['workshop'], ['person']],
    naming: ['workshop', 'heldOn', 'person'],
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      workshop: t(
        'reference',
        w('Atelier', 'Workshop'),
        { en: 'workshop', fr: 'atelier', isRequired: true },
        { note: byIdOrName },
      ),
      heldOn: t(
        'day',
        w('Jour de l’atelier', 'Day of the workshop'),
        { en: 'held_on', fr: 'tenu_le' },
        { note: w('distingue deux ateliers du même nom', 'tells two workshops of one name apart') },
      ),
      person,
      isInvited: t(
        'flag',
        w('Invité', 'Invited'),
        { en: 'is_invited', fr: 'invite' },
        { note: w('vide : oui', 'empty: yes') },
      ),
      hasAttended: t(
        'flag',
        w('Présent', 'Attended'),
        { en: 'has_attended', fr: 'present' },
        { note: w('vide : personne ne l’a noté', 'empty: nobody wrote it down') },
      ),
      scoreBefore: t(
        'percentage',
        w('Score avant', 'Score before'),
        { en: 'score_before', fr: 'score_avant' },
        { range: [0, 1] },
      ),
      scoreAfter: t(
        'percentage',
        w('Score après', 'Score after'),
        { en: 'score_after', fr: 'score_apres' },
        { range: [0, 1] },
      ),
    },
  },
  'coaching-sessions': {
    name: w('Séances de coaching', 'Coaching sessions'),
    grain: w(
      'une ligne par entretien d’une personne avec son coach',
      'one row per one-to-one of a person with her coach',
    ),
    needs: [['person'], ['heldOn']],
    naming: ['person', 'heldOn', 'skill'],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'session_id', fr: 'id_seance' }),
      person,
      coach: t('person', w('Coach', 'Coach'), { en: 'coach', fr: 'coach' }),
      heldOn: t('day', w('Jour', 'Day'), { en: 'held_on', fr: 'tenue_le', isRequired: true }),
      ...spentFields(true),
      skill: t('text', w('Compétence', 'Skill'), { en: 'skill', fr: 'competence' }),
      action: t('text', w('Engagement', 'Action agreed'), { en: 'action_agreed', fr: 'engagement' }),
      actionDueOn: t('day', w('Engagement pour le', 'Action due'), {
        en: 'action_due_on',
        fr: 'engagement_pour_le',
      }),
      actionDoneOn: t('day', w('Engagement tenu le', 'Action done'), {
        en: 'action_done_on',
        fr: 'engagement_tenu_le',
      }),
    },
  },
  'onboarding-milestones': {
    name: w('Jalons d’accueil', 'Onboarding milestones'),
    grain: w(
      'une ligne par personne et jalon de son accueil',
      'one row per person and milestone of her onboarding',
    ),
    needs: [['person'], ['milestone']],
    naming: ['person', 'programme', 'milestone'],
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      person,
      programme: t(
        'text',
        w('Parcours', 'Programme'),
        { en: 'programme', fr: 'parcours' },
        { note: w('vide : accueil', 'empty: onboarding') },
      ),
      milestone: t('text', w('Jalon', 'Milestone'), { en: 'milestone', fr: 'jalon', isRequired: true }),
      dueOn: t('day', w('Prévu le', 'Due'), { en: 'due_on', fr: 'prevu_le' }),
      reachedOn: t(
        'day',
        w('Atteint le', 'Reached'),
        { en: 'reached_on', fr: 'atteint_le' },
        { note: w('vide : pas encore', 'empty: not yet') },
      ),
    },
  },
} as const satisfies Record<string, Entity>
