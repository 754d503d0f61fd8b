// Content accessibility: what it costs in time to find and send the right document.
import { defineMetric } from '../../metric/definition.ts'
import { redrawnMedian } from '../../metric/tallies/redraw.ts'
import { words } from '../../metric/words.ts'
import { actionWords } from './actions.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

const people = ['team', 'region', 'rep']
const searchColumns = ['day', 'tool', 'result', 'found', 'seconds', 'rep', 'team']
const eventColumns = ['day', 'action', 'content', 'tool', 'minutes', 'rep', 'team']

export const contentAccessibility = defineMetric({
  id: 'content-accessibility',
  number: 2,
  imperative: 'A',
  class: 'P',
  name: words('Accessibilité du contenu', 'Content accessibility'),
  question: words(
    'Combien de temps vos commerciaux passent-ils à trouver et à envoyer du contenu ?',
    'How much time do your reps spend finding and sending content?',
  ),
  formula: words(
    'heures passées à chercher, ouvrir, personnaliser et envoyer du contenu ÷ commerciaux ÷ semaines',
    'hours spent searching, opening, customising and sending content ÷ reps ÷ weeks',
  ),
  explanation: words(
    "Classe P : cet indicateur mesure le temps perdu avant une conversation, donc de la productivité. L'e-book y voit le temps passé à rechercher, à ouvrir, à créer et à mettre à jour du contenu, et attend en retour plus d'accès et de téléchargements. Nous montrons le temps par commercial et par semaine de travail dû (congés et temps partiel ôtés), et le temps qui sépare une recherche du document ouvert. Une recherche réussie est une recherche suivie d'une ouverture dans les deux minutes. Les accès depuis la messagerie et le CRM comptent autant que ceux du portail. Ce que ce temps ne dit pas : si le document trouvé était le bon ; l'utilisation du contenu le dira.",
    'Class P: this metric measures time lost before a conversation, hence productivity. The e-book sees in it the time spent searching, opening, creating and updating content, and expects more accesses and downloads in return. We show the time per rep and week of work due (leave and part-time taken off), and the time between a search and the document opened. A search succeeds when a document is opened within two minutes. Accesses from the mailbox and the CRM count as much as those of the portal. What this time cannot say: whether the document found was the right one; content utilisation will.',
  ),
  answers: [
    {
      id: 'content-hours',
      name: words('Temps consacré au contenu', 'Time given to content'),
      explanation: words(
        'Heures par commercial et par semaine passées à chercher, ouvrir, personnaliser et envoyer du contenu, parmi ceux qui s’en servent ; rapport de sommes, un commercial par grappe.',
        'Hours per rep and week spent searching, opening, customising and sending content, among those who use it; ratio of sums, one rep a cluster.',
      ),
      unit: 'hours-per-week',
      direction: 'lower-is-better',
      isAdditive: false,
      isOverPeople: true,
      rowsAreFiner: true,
      dimensions: people,
      rowColumns: eventColumns,
    },
    {
      id: 'search-success',
      name: words('Recherches qui aboutissent', 'Searches that succeed'),
      explanation: words(
        "Part des recherches suivies de l'ouverture d'un document dans les deux minutes ; intervalle de Wilson.",
        'Share of searches followed by the opening of a document within two minutes; Wilson interval.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: [...people, 'tool'],
      rowColumns: searchColumns,
    },
    {
      id: 'time-to-find',
      name: words('Temps pour trouver', 'Time to find'),
      explanation: words(
        'Médiane du temps entre une recherche qui aboutit et le document ouvert.',
        'Median time between a search that succeeds and the document opened.',
      ),
      unit: 'minutes',
      direction: 'lower-is-better',
      redrawn: redrawnMedian,
      isAdditive: false,
      dimensions: [...people, 'tool'],
      rowColumns: searchColumns,
    },
    {
      id: 'empty-searches',
      name: words('Recherches sans résultat', 'Searches without result'),
      explanation: words(
        'Part des recherches dont l’outil dit qu’il n’a rien trouvé.',
        'Share of the searches of which the tool says that it found nothing.',
      ),
      unit: 'ratio',
      direction: 'lower-is-better',
      isAdditive: false,
      dimensions: [...people, 'tool'],
      rowColumns: ['day', 'tool', 'result', 'rep', 'team'],
    },
    {
      id: 'accesses',
      name: words('Accès et téléchargements', 'Accesses and downloads'),
      explanation: words(
        "Nombre d'ouvertures et de téléchargements par l'équipe, dans tous les outils. L'e-book attend une hausse.",
        'Number of openings and downloads by the team, in all tools. The e-book expects a rise.',
      ),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
      dimensions: [...people, 'tool', 'action', 'content-type', 'content'],
      rowColumns: eventColumns,
    },
  ],
  headline: 'content-hours',
  dimensions: [
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'rep', name: words('Commercial', 'Rep') },
    { id: 'tool', name: words('Outil', 'Tool') },
    { id: 'action', name: words('Action', 'Action'), values: actionWords },
    { id: 'content-type', name: words('Type de contenu', 'Content type') },
    { id: 'content', name: words('Contenu', 'Content item') },
  ],
  rowColumns: [
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'action', name: words('Action', 'Action'), kind: 'text', values: actionWords },
    { id: 'content', name: words('Contenu', 'Content item'), kind: 'text' },
    { id: 'tool', name: words('Outil', 'Tool'), kind: 'text' },
    { id: 'minutes', name: words('Minutes', 'Minutes'), kind: 'number' },
    { id: 'result', name: words('A donné un résultat', 'Gave a result'), kind: 'flag' },
    { id: 'found', name: words('Ouvert dans les deux minutes', 'Opened within two minutes'), kind: 'flag' },
    { id: 'seconds', name: words('Secondes', 'Seconds'), kind: 'number' },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  data: 'time',
  needs: [
    {
      table: 'content_events',
      bring: words(
        "Apportez le journal de votre portail de contenu ou de votre intranet : qui a cherché, ouvert ou téléchargé quel document, et quand (export d'audit de SharePoint ou de Google Drive, rapport d'usage de Seismic, Highspot ou Showpad, journal du serveur web).",
        'Bring the log of your content portal or intranet: who searched, opened or downloaded which document, and when (audit export of SharePoint or Google Drive, usage report of Seismic, Highspot or Showpad, web server log).',
      ),
    },
  ],
  restsOn: { table: 'content_events', exclusions: true },
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-23',
      why: words(
        'Mesuré : heures par semaine due, recherches qui aboutissent, temps pour trouver, recherches sans résultat, accès.',
        'Measured: hours per week due, searches that succeed, time to find, searches without result, accesses.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
