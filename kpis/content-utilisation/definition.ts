// Content utilisation: what buyers really see of what was published.
import { defineMetric } from '../../metric/definition.ts'
import { dealColumns } from '../../metric/rows/deal-rows.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

const ofItems = ['content-type', 'department', 'made-for', 'team', 'region', 'rep']
const ofUses = [
  'content',
  'content-type',
  'stage',
  'outcome',
  'tool',
  'segment',
  'industry',
  'country',
  'team',
  'region',
  'rep',
]
const ofDeals = ['segment', 'industry', 'country', 'team', 'region', 'rep']
const itemColumns = ['content', 'type', 'made_for', 'published', 'shares', 'views', 'rep', 'team']
const useColumns = ['day', 'content', 'action', 'account', 'stage', 'outcome', 'tool', 'rep', 'team']
const decidedColumns = [...dealColumns.map((column) => column.id), 'with_content']
const outcomes = {
  won: words('gagnée', 'won'),
  lost: words('perdue', 'lost'),
  open: words('ouverte', 'open'),
}

export const contentUtilisation = defineMetric({
  id: 'content-utilisation',
  number: 7,
  imperative: 'B',
  class: 'E',
  name: words('Utilisation du contenu', 'Content utilisation'),
  question: words(
    'Quelle part de vos contenus sert vraiment avec des acheteurs ?',
    'Which share of your content is really used with buyers?',
  ),
  formula: words(
    'contenus partagés avec un acheteur dans la période ÷ contenus publiés × 100',
    'items shared with a buyer in the period ÷ items published × 100',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure ce que le contenu apporte aux ventes, donc de l'efficacité. L'e-book demande quel contenu les vendeurs ouvrent, combien de fois il est téléchargé et partagé avec les acheteurs, et à quelle étape il sert dans les ventes réussies. Utilisé veut dire : partagé avec un acheteur ou envoyé par un commercial, ou ouvert par l'acheteur. Une affaire qui dure voit passer plus de contenu : la comparaison se fait donc étape par étape, avec le contenu montré pendant l'étape, à segment égal ; l'écart reste une association, pas un effet. Un contenu jamais vu d'un acheteur 90 jours après sa parution est compté à son coût. Ce que cette part ne dit pas : si le contenu a convaincu.",
    'Class E: this metric measures what content brings to sales, hence effectiveness. The e-book asks which content sellers open, how often it is downloaded and shared with buyers, and at which stage it serves in successful sales. Used means: shared with a buyer or sent by a rep, or opened by the buyer. A deal that lasts sees more content: the comparison is therefore made stage by stage, with the content shown during the stage, at equal segment; the difference remains an association, not an effect. An item that no buyer has seen 90 days after it came out is counted at its cost. What this share cannot say: whether the content convinced.',
  ),
  answers: [
    {
      id: 'used-share',
      name: words('Contenus utilisés', 'Items used'),
      explanation: words(
        'Part des contenus parus, modèles exceptés, partagés avec au moins un acheteur ou vus par lui dans la période ; intervalle de Wilson. L’équipe est celle de l’auteur.',
        'Share of the items that are out, templates excepted, shared with at least one buyer or seen by one in the period; Wilson interval. The team is the author’s.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: ofItems,
      rowColumns: itemColumns,
    },
    {
      id: 'uses',
      name: words('Partages avec les acheteurs', 'Shares with buyers'),
      explanation: words(
        'Nombre de partages et d’envois à des acheteurs, par contenu, par étape de l’affaire ce jour-là et par issue.',
        'Number of shares with and sendings to buyers, by item, by the stage of the deal on that day and by outcome.',
      ),
      unit: 'count',
      direction: 'neither',
      isAdditive: true,
      data: 'time',
      dimensions: ofUses,
      rowColumns: useColumns,
    },
    {
      id: 'buyer-views',
      name: words('Ouvertures par les acheteurs', 'Openings by buyers'),
      explanation: words(
        'Nombre de fois où un acheteur a ouvert un contenu.',
        'Number of times that a buyer opened an item.',
      ),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
      isDetail: true,
      data: 'time',
      dimensions: ofUses,
      rowColumns: useColumns,
    },
    {
      id: 'buyer-downloads',
      name: words('Téléchargements par les acheteurs', 'Downloads by buyers'),
      explanation: words(
        'Nombre de fois où un acheteur a téléchargé un contenu partagé.',
        'Number of times that a buyer downloaded shared content.',
      ),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
      isDetail: true,
      data: 'time',
      dimensions: ofUses,
      rowColumns: useColumns,
    },
    {
      id: 'deals-with-content',
      name: words('Affaires où du contenu a servi', 'Deals in which content served'),
      explanation: words(
        'Part des affaires décidées dans la période dont l’acheteur a eu au moins un contenu sous les yeux.',
        'Share of the deals decided in the period whose buyer had at least one item before her.',
      ),
      unit: 'ratio',
      direction: 'neither',
      isAdditive: false,
      dimensions: ofDeals,
      rowColumns: decidedColumns,
    },
    {
      id: 'won-lift',
      name: words('Gagnées avec et sans, brut', 'Won with and without, crude'),
      explanation: words(
        'Taux de gain des affaires avec du contenu, divisé par celui des affaires sans ; intervalle de Katz. Les affaires longues voient plus de contenu : lisez plutôt l’étape par étape.',
        'Win rate of deals with content divided by that of deals without; Katz interval. Long deals see more content: rather read stage by stage.',
      ),
      unit: 'times',
      direction: 'neither',
      isAdditive: false,
      isDetail: true,
      dimensions: ofDeals,
      rowColumns: decidedColumns,
    },
    {
      id: 'stage-lift',
      name: words('Étapes franchies avec et sans', 'Stages passed with and without'),
      explanation: words(
        'Rapport des cotes de passer à la suite quand du contenu a servi pendant l’étape, à étape et segment égaux (Mantel-Haenszel). La liste montre chaque contenu, étape par étape, face aux affaires de la même étape et du même segment.',
        'Ratio of the odds of moving on when content served during the stage, at equal stage and segment (Mantel-Haenszel). The list shows each item, stage by stage, beside the deals of the same stage and segment.',
      ),
      unit: 'times',
      direction: 'neither',
      isAdditive: false,
      rowsAreFiner: true,
      dimensions: ['stage', ...ofDeals],
      rowColumns: [
        'content',
        'type',
        'stage',
        'stays',
        'rate_with',
        'rate_without',
        'odds',
        'odds_low',
        'odds_high',
        'reading',
      ],
    },
    {
      id: 'unused-cost',
      name: words('Coût des contenus jamais utilisés', 'Cost of content never used'),
      explanation: words(
        'Coût des contenus parus depuis plus de 90 jours à la fin de la période et qu’aucun acheteur n’a vus : dépenses externes, et heures au coût horaire standard.',
        'Cost of the items that had been out for more than 90 days at the end of the period and that no buyer has seen: external spending, and hours at the standard hourly cost.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: true,
      toDo: true,
      dimensions: ofItems,
      rowColumns: [...itemColumns, 'cost'],
    },
  ],
  headline: 'used-share',
  dimensions: [
    { id: 'content', name: words('Contenu', 'Content item') },
    { id: 'content-type', name: words('Type de contenu', 'Content type') },
    {
      id: 'department',
      name: words('Service', 'Department'),
      values: {
        sales: words('ventes', 'sales'),
        marketing: words('marketing', 'marketing'),
        other: words('autre', 'other'),
      },
    },
    { id: 'made-for', name: words('Fait pour l’étape', 'Made for stage') },
    { id: 'stage', name: words('Étape de l’affaire', 'Stage of the deal') },
    { id: 'outcome', name: words('Issue de l’affaire', 'Outcome of the deal'), values: outcomes },
    { id: 'tool', name: words('Outil', 'Tool') },
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'industry', name: words('Secteur', 'Industry') },
    { id: 'country', name: words('Pays', 'Country') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'rep', name: words('Personne', 'Person') },
  ],
  rowColumns: [
    { id: 'content', name: words('Contenu', 'Content item'), kind: 'text' },
    { id: 'type', name: words('Type', 'Type'), kind: 'text' },
    { id: 'made_for', name: words('Fait pour l’étape', 'Made for stage'), kind: 'text' },
    { id: 'published', name: words('Paru le', 'Published'), kind: 'day' },
    { id: 'shares', name: words('Partages', 'Shares'), kind: 'number' },
    { id: 'views', name: words('Ouvertures par l’acheteur', 'Openings by buyers'), kind: 'number' },
    { id: 'cost', name: words('Coût', 'Cost'), kind: 'money' },
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    {
      id: 'action',
      name: words('Action', 'Action'),
      kind: 'text',
      values: {
        share: words('partage', 'sharing'),
        send: words('envoi', 'sending'),
        'buyer-view': words('ouverture par l’acheteur', 'opening by the buyer'),
        'buyer-download': words('téléchargement par l’acheteur', 'download by the buyer'),
      },
    },
    { id: 'tool', name: words('Outil', 'Tool'), kind: 'text' },
    { id: 'stays', name: words('Passages avec', 'Passages with'), kind: 'number' },
    { id: 'rate_with', name: words('Avancent avec, %', 'Move on with, %'), kind: 'number' },
    { id: 'rate_without', name: words('Avancent sans, %', 'Move on without, %'), kind: 'number' },
    {
      id: 'odds',
      name: words('Cotes à segment égal, ×', 'Odds at equal segment, ×'),
      kind: 'number',
    },
    { id: 'odds_low', name: words('Borne basse', 'Lower bound'), kind: 'number' },
    { id: 'odds_high', name: words('Borne haute', 'Upper bound'), kind: 'number' },
    {
      id: 'reading',
      name: words('Lecture', 'Reading'),
      kind: 'text',
      values: {
        more: words('avancent plus, au-delà du hasard', 'move on more, beyond chance'),
        less: words('avancent moins, au-delà du hasard', 'move on less, beyond chance'),
        unclear: words('pas d’écart net', 'no clear difference'),
        few: words('trop peu pour le dire', 'too few to tell'),
      },
    },
    ...dealColumns,
    { id: 'with_content', name: words('Avec du contenu', 'With content'), kind: 'flag' },
  ],
  needs: [
    {
      table: 'content_events',
      bring: words(
        "Apportez les partages et les vues de vos contenus, avec le contenu, la personne, l'affaire ou le compte, et le jour : rapport « Content engagement » de Seismic, Highspot ou Showpad, liens suivis de DocSend ou de HubSpot Documents, visites exportées de Papermark.",
        'Bring the shares and views of your content, with the item, the person, the deal or account, and the day: “Content engagement” report of Seismic, Highspot or Showpad, tracked links of DocSend or HubSpot Documents, visits exported from Papermark.',
      ),
    },
    {
      table: 'content_items',
      bring: words(
        'Apportez la liste de vos contenus publiés, avec leur type et leur date de publication.',
        'Bring the list of your published content, with its type and day of publication.',
      ),
    },
    {
      table: 'opportunities',
      answers: ['deals-with-content', 'won-lift', 'stage-lift'],
      bring: words(
        'Apportez vos affaires : le contenu est comparé dans celles qui l’ont vu et les autres.',
        'Bring your deals: content is compared between those that saw it and the others.',
      ),
    },
    {
      table: 'stage_visits',
      answers: ['stage-lift'],
      bring: words(
        'Apportez l’historique des étapes de vos affaires : « Opportunity History » de Salesforce, dates d’entrée par étape de HubSpot.',
        'Bring the stage history of your deals: “Opportunity History” of Salesforce, days of entry by stage of HubSpot.',
      ),
    },
  ],
  restsOn: { table: 'content_events', answers: ['uses', 'buyer-views', 'buyer-downloads'], exclusions: true },
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-23',
      why: words(
        'Mesuré : contenus utilisés, partages par étape et issue, comparaison étape par étape, coût de l’inutile.',
        'Measured: items used, shares by stage and outcome, comparison stage by stage, cost of what is of no use.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'La liste par étape compare chaque contenu à segment égal, avec son intervalle et une lecture.',
        'The list by stage compares each item at equal segment, with its interval and a reading.',
      ),
    },
    {
      version: 4,
      on: '2026-11-29',
      why: words(
        'Ce qu’un acheteur ouvre compte aussi quand on ne sait pas qui l’avait partagé ; ses téléchargements comptent à part.',
        'What a buyer opens counts as well where nobody is known to have shared it; her downloads count apart.',
      ),
    },
  ],
  ignoresPeople: true,
  count,
  finish,
  exclusions,
  rows,
})
