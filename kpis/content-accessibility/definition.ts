// Content accessibility: what it costs in time to find and send the right document.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

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
    "Classe P : cet indicateur mesure le temps perdu avant une conversation, donc de la productivité. L'e-book y voit le temps passé à rechercher, à ouvrir, à créer et à mettre à jour du contenu, et attend en retour plus d'accès et de téléchargements. Nous montrons le temps par commercial et par semaine, et le temps qui sépare une recherche du document ouvert. Une recherche réussie est une recherche suivie d'une ouverture dans les deux minutes. Les accès depuis la messagerie et le CRM comptent autant que ceux du portail. Ce que ce temps ne dit pas : si le document trouvé était le bon ; l'utilisation du contenu le dira.",
    'Class P: this metric measures time lost before a conversation, hence productivity. The e-book sees in it the time spent searching, opening, creating and updating content, and expects more accesses and downloads in return. We show the time per rep and week, and the time between a search and the document opened. A search succeeds when a document is opened within two minutes. Accesses from the mailbox and the CRM count as much as those of the portal. What this time cannot say: whether the document found was the right one; content utilisation will.',
  ),
  answers: [
    {
      id: 'content-hours',
      name: words('Temps consacré au contenu', 'Time given to content'),
      explanation: words(
        'Heures par commercial et par semaine passées à chercher, ouvrir, personnaliser et envoyer du contenu.',
        'Hours per rep and week spent searching, opening, customising and sending content.',
      ),
      unit: 'hours-per-week',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'search-success',
      name: words('Recherches qui aboutissent', 'Searches that succeed'),
      explanation: words(
        "Part des recherches suivies de l'ouverture d'un document dans les deux minutes.",
        'Share of searches followed by the opening of a document within two minutes.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'accesses',
      name: words('Accès et téléchargements', 'Accesses and downloads'),
      explanation: words(
        "Nombre d'ouvertures et de téléchargements par l'équipe. L'e-book attend une hausse.",
        'Number of openings and downloads by the team. The e-book expects a rise.',
      ),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
    },
  ],
  headline: 'content-hours',
  dimensions: [
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'rep', name: words('Commercial', 'Rep') },
    { id: 'content-type', name: words('Type de contenu', 'Content type') },
    { id: 'content', name: words('Contenu', 'Content item') },
    { id: 'tool', name: words('Outil', 'Tool') },
  ],
  rowColumns: [
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'action', name: words('Action', 'Action'), kind: 'text' },
    { id: 'content', name: words('Contenu', 'Content item'), kind: 'text' },
    { id: 'minutes', name: words('Minutes', 'Minutes'), kind: 'number' },
    { id: 'source', name: words('Source', 'Source'), kind: 'text' },
  ],
  needs: [
    {
      table: 'content_events',
      bring: words(
        "Apportez le journal de votre portail de contenu ou de votre intranet : qui a cherché, ouvert ou téléchargé quel document, et quand (export d'audit de SharePoint ou de Google Drive, rapport d'usage de Seismic, Highspot ou Showpad, journal du serveur web).",
        'Bring the log of your content portal or intranet: who searched, opened or downloaded which document, and when (audit export of SharePoint or Google Drive, usage report of Seismic, Highspot or Showpad, web server log).',
      ),
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
