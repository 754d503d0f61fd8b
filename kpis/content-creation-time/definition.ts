// Time spent creating content: hours and money per document, by whoever makes it.
import { defineMetric } from '../../metric/definition.ts'
import { redrawnWait } from '../../metric/tallies/redraw.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

const worked = ['content', 'type', 'kind', 'hours', 'spent', 'published', 'rep', 'team']
const kinds = { creation: words('création', 'creation'), update: words('mise à jour', 'update') }

export const contentCreationTime = defineMetric({
  id: 'content-creation-time',
  number: 6,
  imperative: 'B',
  class: 'P',
  name: words('Temps passé à créer du contenu', 'Time spent creating content'),
  question: words(
    "Combien d'heures de travail demande un contenu ?",
    'How many hours of work does a content item take?',
  ),
  formula: words(
    'heures de travail ÷ contenus créés ou mis à jour, par type de contenu',
    'hours of work ÷ content items created or updated, by content type',
  ),
  explanation: words(
    "Classe P : cet indicateur mesure du travail qui pourrait être évité, donc de la productivité. L'e-book compte les heures ou les jours nécessaires pour créer ou mettre à jour un contenu, temps des commerciaux compris, et les dépenses externes : analystes, agences, freelances. Le temps de travail n'est pas le délai : trois heures étalées sur deux semaines font trois heures de travail et quatorze jours de délai, et les deux sont montrés. La première parution d'un contenu est une création, chaque version suivante une mise à jour ; leur travail est celui noté depuis la parution d'avant. Les contenus pas encore parus restent dans le calcul du délai. Une facture compte avec la dernière parution avant elle. Le coût d'une heure est un standard que vous notez. Ce que ce temps ne dit pas : si le contenu sert ; un document vite fait et jamais ouvert reste une perte.",
    "Class P: this metric measures work that could be avoided, hence productivity. The e-book counts the hours or days needed to create or update a content item, reps' time included, and external spending: analysts, agencies, freelances. Working time is not elapsed time: three hours spread over two weeks make three hours of work and fourteen days of delay, and both are shown. The first edition of an item is a creation, each later version an update; their work is what was noted since the edition before. Items not out yet stay in the computation of the delay. An invoice counts with the last edition before it. What an hour costs is a standard that you note. What this time cannot say: whether the content is of use; a document quickly made and never opened is still a loss.",
  ),
  answers: [
    {
      id: 'hours-per-item',
      name: words('Heures par contenu', 'Hours per item'),
      explanation: words(
        'Moyenne des heures notées pour chaque contenu créé ou mis à jour dans la période, ventes et marketing ensemble ; intervalle de Student.',
        'Mean of the hours noted for each item created or updated in the period, sales and marketing together; Student interval.',
      ),
      unit: 'hours',
      direction: 'lower-is-better',
      isAdditive: false,
      rowColumns: worked,
    },
    {
      id: 'elapsed-days',
      name: words('Délai du premier travail à la parution', 'Delay from first work to publication'),
      explanation: words(
        'Médiane des jours entre le premier travail, dans la période, et la parution ; ce qui n’est pas encore paru est compté (Kaplan-Meier). Montrée tant que cinq contenus au moins étaient encore suivis ce jour-là : plus loin, la courbe tient à quelques-uns.',
        'Median number of days between the first work, in the period, and publication; what is not out yet is counted (Kaplan-Meier). Shown while five items or more were still followed on that day: further on the curve hangs on a few.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      redrawn: redrawnWait,
      isAdditive: false,
      rowColumns: ['content', 'type', 'kind', 'started', 'published', 'rep', 'team'],
    },
    {
      id: 'cost-per-item',
      name: words('Coût par contenu', 'Cost per item'),
      explanation: words(
        'Heures au coût horaire standard, plus dépenses externes (agences, analystes, indépendants), par contenu créé ou mis à jour.',
        'Hours at the standard hourly cost, plus external spending (agencies, analysts, freelances), per item created or updated.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
      rowColumns: worked,
    },
    {
      id: 'self-service-share',
      name: words('Créés par les commerciaux à partir de modèles', 'Made by reps from templates'),
      explanation: words(
        'Part des contenus créés dans la période que les ventes ont faits elles-mêmes à partir d’un modèle conforme.',
        'Share of the items created in the period that sales made themselves from a compliant template.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      rowColumns: ['content', 'type', 'template', 'published', 'rep', 'team'],
      data: 'results',
    },
  ],
  headline: 'hours-per-item',
  dimensions: [
    { id: 'content-type', name: words('Type de contenu', 'Content type') },
    { id: 'kind', name: words('Création ou mise à jour', 'Creation or update'), values: kinds },
    {
      id: 'department',
      name: words('Service', 'Department'),
      values: {
        sales: words('ventes', 'sales'),
        marketing: words('marketing', 'marketing'),
        other: words('autre', 'other'),
      },
    },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'rep', name: words('Auteur', 'Author') },
  ],
  rowColumns: [
    { id: 'content', name: words('Contenu', 'Content item'), kind: 'text' },
    { id: 'type', name: words('Type', 'Type'), kind: 'text' },
    { id: 'kind', name: words('Création ou mise à jour', 'Creation or update'), kind: 'text', values: kinds },
    { id: 'started', name: words('Premier travail', 'First work'), kind: 'day' },
    { id: 'published', name: words('Paru le', 'Published'), kind: 'day' },
    { id: 'hours', name: words('Heures', 'Hours'), kind: 'number' },
    { id: 'spent', name: words('Dépenses externes', 'External spending'), kind: 'money' },
    { id: 'template', name: words('À partir d’un modèle', 'From a template'), kind: 'flag' },
    { id: 'rep', name: words('Auteur', 'Author'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  needs: [
    {
      table: 'content_items',
      bring: words(
        'Apportez la liste de vos contenus avec leur type, leur auteur, leurs versions et leurs dates (export de SharePoint, Google Drive, Seismic, Highspot ou Showpad).',
        'Bring the list of your content with its type, author, versions and days (export of SharePoint, Google Drive, Seismic, Highspot or Showpad).',
      ),
    },
    {
      table: 'content_work',
      bring: words(
        'Apportez les heures passées à créer : un relevé de temps (Toggl, Clockify, Jira, Asana) qui nomme le contenu ou son type.',
        'Bring the hours spent creating: a time log (Toggl, Clockify, Jira, Asana) that names the item or its type.',
      ),
      answers: ['hours-per-item', 'cost-per-item', 'elapsed-days'],
    },
  ],
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-23',
      why: words(
        'Mesuré : heures et coût par parution, délai avec les contenus pas encore parus, modèles.',
        'Measured: hours and cost per edition, delay with items not out yet, templates.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'Médiane d’une attente : lue sur la courbe tant que cinq y sont suivis.',
        'Median of a wait: read off the curve while five are followed in it.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
