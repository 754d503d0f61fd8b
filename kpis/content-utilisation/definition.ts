// Content utilisation: what buyers really see of what was published.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

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
    "Classe E : cet indicateur mesure ce que le contenu apporte aux ventes, donc de l'efficacité. L'e-book demande quel contenu les vendeurs ouvrent, combien de fois il est téléchargé et partagé avec les acheteurs, et à quelle étape il sert dans les ventes réussies. Utilisé veut dire : partagé ou présenté par un commercial dans une affaire ; consulté : ouvert par l'acheteur, robots et collègues écartés. Les affaires gagnées et perdues sont comparées à étape et segment égaux, car une affaire qui dure voit passer plus de contenu ; l'écart reste une association, pas un effet. Aucun revenu n'est compté deux fois. Ce que cette part ne dit pas : si le contenu a convaincu.",
    'Class E: this metric measures what content brings to sales, hence effectiveness. The e-book asks which content sellers open, how often it is downloaded and shared with buyers, and at which stage it serves in successful sales. Used means: shared or presented by a rep in a deal; read: opened by the buyer, robots and colleagues left out. Deals won and lost are compared at equal stage and segment, for a deal that lasts sees more content; the difference remains an association, not an effect. No revenue is counted twice. What this share cannot say: whether the content convinced.',
  ),
  answers: [
    {
      id: 'used-share',
      name: words('Contenus utilisés', 'Items used'),
      explanation: words(
        'Part des contenus publiés qui ont été partagés avec au moins un acheteur dans la période.',
        'Share of the published items that were shared with at least one buyer in the period.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'won-lift',
      name: words('Affaires gagnées avec et sans', 'Deals won with and without'),
      explanation: words(
        'Rapport des taux de gain avec et sans le contenu, à étape et segment égaux. Une association, pas un effet.',
        'Ratio of the win rates with and without the content, at equal stage and segment. An association, not an effect.',
      ),
      unit: 'times',
      direction: 'neither',
      isAdditive: false,
    },
    {
      id: 'unused-cost',
      name: words('Coût des contenus jamais utilisés', 'Cost of content never used'),
      explanation: words(
        'Coût de création des contenus publiés depuis plus de 90 jours et jamais partagés avec un acheteur.',
        'Creation cost of the items published more than 90 days ago and never shared with a buyer.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: true,
    },
  ],
  headline: 'used-share',
  dimensions: [
    { id: 'content', name: words('Contenu', 'Content item') },
    { id: 'content-type', name: words('Type de contenu', 'Content type') },
    { id: 'stage', name: words('Étape', 'Stage') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'content', name: words('Contenu', 'Content item'), kind: 'text' },
    { id: 'type', name: words('Type', 'Type'), kind: 'text' },
    { id: 'published', name: words('Publié le', 'Published'), kind: 'day' },
    { id: 'uses', name: words('Utilisations', 'Uses'), kind: 'number' },
    { id: 'deal', name: words('Affaire', 'Deal'), kind: 'text' },
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'stage', name: words('Étape', 'Stage'), kind: 'text' },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
    { id: 'cost', name: words('Coût', 'Cost'), kind: 'money' },
  ],
  needs: [
    {
      table: 'content_events',
      bring: words(
        "Apportez les partages et les vues de vos contenus, avec le contenu, la personne, l'affaire ou le compte, et le jour : rapport « Content engagement » de Seismic, Highspot ou Showpad, liens suivis de DocSend ou de HubSpot Documents.",
        'Bring the shares and views of your content, with the item, the person, the deal or account, and the day: “Content engagement” report of Seismic, Highspot or Showpad, tracked links of DocSend or HubSpot Documents.',
      ),
    },
    {
      table: 'content_items',
      bring: words(
        'Apportez la liste de vos contenus publiés, avec leur type et leur date de publication.',
        'Bring the list of your published content, with its type and day of publication.',
      ),
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
