// Time spent creating content: hours and money per document, by whoever makes it.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

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
    "Classe P : cet indicateur mesure du travail qui pourrait être évité, donc de la productivité. L'e-book compte les heures ou les jours nécessaires pour créer ou mettre à jour un contenu, temps des commerciaux compris, et les dépenses externes : analystes, agences, freelances. Le temps de travail n'est pas le délai : trois heures étalées sur deux semaines font trois heures de travail et quatorze jours de délai, et les deux sont montrés. Une nouvelle version compte comme une mise à jour ; une copie personnalisée pour un client, comme une personnalisation. Chaque type de contenu a sa valeur standard. Ce que ce temps ne dit pas : si le contenu sert ; un document vite fait et jamais ouvert reste une perte.",
    "Class P: this metric measures work that could be avoided, hence productivity. The e-book counts the hours or days needed to create or update a content item, reps' time included, and external spending: analysts, agencies, freelances. Working time is not elapsed time: three hours spread over two weeks make three hours of work and fourteen days of delay, and both are shown. A new version counts as an update; a copy made for one customer, as a personalisation. Each content type has its own standard. What this time cannot say: whether the content is of use; a document quickly made and never opened is still a loss.",
  ),
  answers: [
    {
      id: 'hours-per-item',
      name: words('Heures par contenu', 'Hours per item'),
      explanation: words(
        'Heures de travail des ventes et du marketing, divisées par les contenus créés ou mis à jour dans la période.',
        'Hours of work of sales and marketing divided by the items created or updated in the period.',
      ),
      unit: 'hours',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'elapsed-days',
      name: words('Délai de la demande à la publication', 'Delay from request to publication'),
      explanation: words(
        'Médiane des jours entre la demande et la publication.',
        'Median number of days between request and publication.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'cost-per-item',
      name: words('Coût par contenu', 'Cost per item'),
      explanation: words(
        'Heures au coût horaire, plus dépenses externes, par contenu.',
        'Hours at their hourly cost, plus external spending, per item.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'self-service-share',
      name: words('Créés par les commerciaux à partir de modèles', 'Made by reps from templates'),
      explanation: words(
        'Part des contenus produits par les commerciaux eux-mêmes à partir de modèles conformes.',
        'Share of the items produced by reps themselves from compliant templates.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
    },
  ],
  headline: 'hours-per-item',
  dimensions: [
    { id: 'content-type', name: words('Type de contenu', 'Content type') },
    { id: 'department', name: words('Service', 'Department') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'content', name: words('Contenu', 'Content item'), kind: 'text' },
    { id: 'type', name: words('Type', 'Type'), kind: 'text' },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
    { id: 'hours', name: words('Heures', 'Hours'), kind: 'number' },
    { id: 'cost', name: words('Coût', 'Cost'), kind: 'money' },
    { id: 'published', name: words('Publié le', 'Published'), kind: 'day' },
    { id: 'source', name: words('Source', 'Source'), kind: 'text' },
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
      table: 'activities',
      bring: words(
        'Apportez les heures passées à créer : un relevé de temps (Toggl, Clockify, Jira, Asana) qui nomme le contenu ou son type.',
        'Bring the hours spent creating: a time log (Toggl, Clockify, Jira, Asana) that names the item or its type.',
      ),
      answers: ['hours-per-item', 'cost-per-item'],
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
