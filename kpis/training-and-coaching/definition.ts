// Training and coaching: who is up to date, who progresses, and whether a workshop changed anything.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'
import { answers } from './answers.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

export const trainingAndCoaching = defineMetric({
  id: 'training-and-coaching',
  number: 3,
  imperative: 'A',
  class: 'E',
  name: words('Formation et coaching', 'Training and coaching'),
  question: words(
    'Vos commerciaux sont-ils à jour, et progressent-ils ?',
    'Are your reps up to date, and do they progress?',
  ),
  formula: words(
    'commerciaux dont les certifications requises sont valables ÷ commerciaux × 100',
    'reps whose required certifications are valid ÷ reps × 100',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure ce que l'équipe sait faire et ce que cela change aux résultats, pas le temps passé en formation. L'e-book compare les revues, certifications et tests de compétences aux résultats passés de la même personne, et les évaluations avant et après un atelier. Nous faisons de même : la progression est celle de chacun par rapport à lui-même. L'effet d'un atelier sur les opportunités, la conversion et le cycle n'est montré qu'avec un groupe de comparaison ; sans lui, ou avec moins de cinq personnes d'un côté, la réponse est « on ne peut pas le dire ». Choisir les moins bons pour les former suffit à produire une hausse apparente : cette part du hasard est affichée. Ce que la part certifiée ne dit pas : si le savoir est mis en pratique.",
    "Class E: this metric measures what the team can do and what that changes in its results, not the time spent in training. The e-book compares reviews, certifications and skill tests with the same person's past results, and assessments before and after a workshop. So do we: progress is that of each person against themselves. The effect of a workshop on opportunities, conversion and cycle is shown only with a comparison group; without one, or with fewer than five people on a side, the answer is “cannot tell”. Choosing the weakest for training is enough to produce an apparent rise: that part of chance is displayed. What the certified share cannot say: whether knowledge is put into practice.",
  ),
  answers,
  headline: 'up-to-date',
  dimensions: [
    { id: 'certification', name: words('Certification', 'Certification') },
    { id: 'course', name: words('Formation ou épreuve', 'Course or test') },
    { id: 'workshop', name: words('Atelier', 'Workshop') },
    { id: 'skill', name: words('Compétence', 'Skill') },
    { id: 'stage', name: words('Étape de l’affaire', 'Stage of the deal') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'up_to_date', name: words('À jour', 'Up to date'), kind: 'flag' },
    { id: 'required', name: words('Exigées', 'Required'), kind: 'number' },
    { id: 'held', name: words('Valables', 'Valid'), kind: 'number' },
    { id: 'course', name: words('Formation', 'Course'), kind: 'text' },
    { id: 'valid', name: words('Valable', 'Valid'), kind: 'flag' },
    { id: 'workshop', name: words('Atelier', 'Workshop'), kind: 'text' },
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'invited', name: words('Invité', 'Invited'), kind: 'flag' },
    { id: 'came', name: words('Est venu', 'Came'), kind: 'flag' },
    { id: 'before', name: words('Avant', 'Before'), kind: 'number' },
    { id: 'after', name: words('Après', 'After'), kind: 'number' },
    { id: 'score', name: words('Score (sur 100)', 'Score (of 100)'), kind: 'number' },
    { id: 'valid_until', name: words("Valable jusqu'au", 'Valid until'), kind: 'day' },
    { id: 'hours', name: words('Heures', 'Hours'), kind: 'number' },
    { id: 'skill', name: words('Compétence', 'Skill'), kind: 'text' },
    { id: 'action', name: words('Action convenue', 'Agreed action'), kind: 'text' },
    { id: 'due', name: words('Échéance', 'Due'), kind: 'day' },
    { id: 'done_on', name: words('Faite le', 'Done on'), kind: 'day' },
    { id: 'done', name: words('À temps', 'In time'), kind: 'flag' },
    { id: 'finished', name: words('Terminées', 'Finished'), kind: 'number' },
    { id: 'over', name: words('Terminée', 'Finished'), kind: 'flag' },
    { id: 'passed', name: words('Réussie', 'Passed'), kind: 'flag' },
    { id: 'content', name: words('Contenu', 'Content'), kind: 'text' },
    { id: 'made_for', name: words('Fait pour', 'Made for'), kind: 'text' },
    { id: 'stage', name: words('Étape de l’affaire', 'Stage of the deal'), kind: 'text' },
    { id: 'fits', name: words('Au bon moment', 'At the right time'), kind: 'flag' },
    { id: 'source', name: words('Source', 'Source'), kind: 'text' },
  ],
  needs: [
    {
      table: 'training_results',
      bring: words(
        "Apportez l'export de votre outil de formation : « Completions » ou « Transcripts » (Docebo, 360Learning, TalentLMS, Cornerstone), le rapport d'achèvement et de notes de Moodle, ou des relevés xAPI ; avec la personne, la formation, le jour, le score et la fin de validité.",
        'Bring the export of your training tool: “Completions” or “Transcripts” (Docebo, 360Learning, TalentLMS, Cornerstone), the completion and grade reports of Moodle, or xAPI statements; with the person, the course, the day, the score and the end of validity.',
      ),
      answers: [
        'up-to-date',
        'valid-certifications',
        'progress',
        'training-hours',
        'trained',
        'completion',
        'pass-rate',
      ],
    },
    {
      table: 'workshop_attendances',
      bring: words(
        'Apportez la liste des ateliers avec leur jour, les personnes invitées et venues, et leurs notes avant et après ; dites si les invités ont été tirés au sort.',
        'Bring the list of workshops with their day, the people invited and those who came, and their scores before and after; say whether those invited were drawn by lot.',
      ),
      answers: ['workshop-effect', 'workshop-opportunities', 'workshop-cycle', 'workshop-scores'],
    },
    {
      table: 'opportunities',
      bring: words(
        "Apportez les affaires de votre CRM, avec leur propriétaire et leurs dates : l'effet d'un atelier se lit sur elles.",
        'Bring the deals of your CRM, with their owner and dates: the effect of a workshop is read on them.',
      ),
      answers: ['workshop-effect', 'workshop-opportunities', 'workshop-cycle'],
    },
    {
      table: 'coaching_sessions',
      bring: words(
        "Apportez les entretiens de coaching : le commercial, le jour, l'action convenue, son échéance et le jour où elle a été faite.",
        'Bring the coaching sessions: the rep, the day, the agreed action, when it is due and when it was done.',
      ),
      answers: ['coaching-sessions', 'coaching-actions'],
    },
    {
      table: 'content_events',
      bring: words(
        'Apportez le journal des partages de contenu (Seismic, Highspot, Showpad, HubSpot), et les contenus avec l’étape pour laquelle ils sont faits.',
        'Bring the log of content shared (Seismic, Highspot, Showpad, HubSpot), and the items with the stage that they are made for.',
      ),
      answers: ['content-fit'],
    },
  ],
  restsOn: { table: 'content_events', answers: ['content-fit'] },
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-28',
      why: words(
        'Mesuré : règle écrite de ce qui est exigé, effet des ateliers par plan de comparaison nommé, coaching, contenu au bon moment.',
        'Measured: written rule of what is required, effect of workshops by a named design, coaching, content at the right time.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'Effet d’un atelier sur le cycle : jours pour gagner, et non jours jusqu’à la clôture. Les affaires perdues finissent plus tôt : gagner plus allongeait le cycle sans qu’aucune vente ne soit plus lente.',
        'Effect of a workshop on the cycle: days to win, no longer days to close. Lost deals end earlier: winning more lengthened the cycle although no sale was slower.',
      ),
    },
    {
      version: 4,
      on: '2026-11-28',
      why: words(
        'Heures de formation : inconnues, et non zéro, quand aucune formation ne dit sa durée.',
        'Hours of training: not known, rather than zero, where no training says how long it took.',
      ),
    },
    {
      version: 5,
      on: '2026-11-28',
      why: words(
        'Ajoutées : commerciaux formés, formations menées à leur fin, formations réussies, par formation.',
        'Added: reps trained, training finished, training passed, by course.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
