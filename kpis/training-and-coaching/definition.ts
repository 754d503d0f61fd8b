// Training and coaching: who is up to date, who progresses, and whether a workshop changed anything.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

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
  answers: [
    {
      id: 'up-to-date',
      name: words('À jour de leurs certifications', 'Up to date with their certifications'),
      explanation: words(
        'Part des commerciaux dont toutes les certifications requises sont valables le dernier jour de la période.',
        'Share of reps whose required certifications are all valid on the last day of the period.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'progress',
      name: words('Progression aux évaluations', 'Progress in assessments'),
      explanation: words(
        'Écart moyen entre la dernière évaluation de chacun et sa précédente, sur la même épreuve, en part du score maximal.',
        "Mean difference between each person's last assessment and the one before, on the same test, as a share of the top score.",
      ),
      unit: 'score',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'workshop-effect',
      name: words("Effet d'un atelier", 'Effect of a workshop'),
      explanation: words(
        'Écart de résultat entre les personnes invitées et des personnes comparables, après moins avant. Sans groupe comparable : on ne peut pas le dire.',
        'Difference in results between the people invited and comparable people, after minus before. Without a comparable group: cannot tell.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
    },
  ],
  headline: 'up-to-date',
  dimensions: [
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'rep', name: words('Commercial', 'Rep') },
    { id: 'certification', name: words('Certification', 'Certification') },
    { id: 'course', name: words('Formation', 'Course') },
  ],
  rowColumns: [
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
    { id: 'course', name: words('Formation', 'Course'), kind: 'text' },
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'score', name: words('Score', 'Score'), kind: 'number' },
    { id: 'valid_until', name: words("Valable jusqu'au", 'Valid until'), kind: 'day' },
    { id: 'source', name: words('Source', 'Source'), kind: 'text' },
  ],
  needs: [
    {
      table: 'training_results',
      bring: words(
        "Apportez l'export de votre outil de formation : « Completions » ou « Transcripts » (Docebo, 360Learning, TalentLMS, Cornerstone), le rapport d'achèvement et de notes de Moodle, ou des relevés xAPI ; avec la personne, la formation, le jour, le score et la fin de validité.",
        'Bring the export of your training tool: “Completions” or “Transcripts” (Docebo, 360Learning, TalentLMS, Cornerstone), the completion and grade reports of Moodle, or xAPI statements; with the person, the course, the day, the score and the end of validity.',
      ),
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
