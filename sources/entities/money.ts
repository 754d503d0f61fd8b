// What selling costs, and the targets that the organisation sets itself.
import { costWords, departmentWords, metricWords, targetWords, unitWords } from './codes.ts'
import { type Entity, f, t, w } from './field.ts'
import { currencyField, dayOrMonth } from './shared.ts'

export const moneyEntities = {
  costs: {
    name: w('Coûts', 'Costs'),
    grain: w(
      'une ligne par coût : une campagne, les salaires d’un mois, un outil, un recrutement',
      'one row per cost: a campaign, the salaries of a month, a tool, a recruitment',
    ),
    needs: [['day'], ['amount']],
    naming: [
      'day',
      'category',
      'department',
      'channel',
      'campaign',
      'segment',
      'team',
      'person',
      'content',
      'label',
    ],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'cost_id', fr: 'id_cout' }),
      day: t('day', w('Jour', 'Day'), { en: 'cost_day', fr: 'jour_cout', isRequired: true }, dayOrMonth),
      amount: t(
        'money',
        w('Montant', 'Amount'),
        { en: 'amount', fr: 'montant', isRequired: true },
        { note: w('hors taxes ; un avoir est négatif', 'before tax; a credit note is negative') },
      ),
      currency: currencyField(),
      category: t(
        'code',
        w('Catégorie', 'Category'),
        { en: 'cost_category', fr: 'categorie_cout', isRequired: true },
        { codes: costWords },
      ),
      department: t(
        'code',
        w('Service', 'Department'),
        { en: 'department', fr: 'service' },
        { codes: departmentWords, note: w('vide : selon la catégorie', 'empty: as its category says') },
      ),
      isAcquisition: t(
        'flag',
        w('Sert à gagner des clients', 'Serves to win customers'),
        { en: 'is_acquisition', fr: 'sert_a_gagner' },
        { note: w('vide : selon la catégorie', 'empty: as its category says') },
      ),
      channel: t('text', w('Canal', 'Channel'), { en: 'channel', fr: 'canal' }),
      campaign: t('text', w('Campagne', 'Campaign'), { en: 'campaign', fr: 'campagne' }),
      segment: t('text', w('Segment', 'Segment'), { en: 'segment', fr: 'segment' }),
      team: t('reference', w('Équipe', 'Team'), { en: 'team', fr: 'equipe' }),
      person: t(
        'person',
        w('Nouveau commercial', 'New rep'),
        { en: 'person', fr: 'personne' },
        { note: w('pour qui la dépense a été faite', 'whom it was spent on') },
      ),
      content: t('reference', w('Contenu', 'Content'), { en: 'content', fr: 'contenu' }),
      label: t('text', w('Libellé', 'Label'), { en: 'label', fr: 'libelle' }),
      purchases: t(
        'number',
        w('Achats selon la régie', 'Purchases the platform counts'),
        { en: 'purchases', fr: 'achats' },
        {
          range: [0, 1e9],
          note: w(
            'les ventes que la régie publicitaire attribue à la dépense',
            'the sales that the advertising platform credits to the spending',
          ),
        },
      ),
      isDeleted: f('flag', 'Supprimé', 'Deleted'),
    },
  },
  targets: {
    name: w('Objectifs', 'Targets'),
    grain: w(
      'une ligne par objectif ou valeur de référence d’un indicateur',
      'one row per target or standard value of a metric',
    ),
    needs: [['metric'], ['answer'], ['validFrom'], ['value']],
    naming: ['metric', 'answer', 'kind', 'team', 'validFrom'],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'target_id', fr: 'id_objectif' }),
      metric: t(
        'code',
        w('Indicateur', 'Metric'),
        { en: 'metric', fr: 'indicateur', isRequired: true },
        { codes: metricWords },
      ),
      answer: t(
        'text',
        w('Réponse', 'Answer'),
        { en: 'metric_answer', fr: 'reponse_indicateur', isRequired: true },
        {
          note: w(
            'son nom court, comme « douze measure » le montre',
            'its short name, as “douze measure” shows it',
          ),
        },
      ),
      kind: t(
        'code',
        w('Sorte', 'Kind'),
        { en: 'target_kind', fr: 'sorte_objectif' },
        { codes: targetWords, note: w('vide : objectif', 'empty: target') },
      ),
      team: t(
        'reference',
        w('Équipe', 'Team'),
        { en: 'team', fr: 'equipe' },
        { note: w('vide : l’organisation', 'empty: the organisation') },
      ),
      validFrom: t('day', w('À partir du', 'Valid from'), {
        en: 'valid_from',
        fr: 'a_partir_du',
        isRequired: true,
      }),
      value: t(
        'measure',
        w('Valeur', 'Value'),
        { en: 'target_value', fr: 'valeur_objectif', isRequired: true },
        {
          note: w('25 % ou 0,25 pour une part ; un nombre sinon', '25% or 0.25 for a share; else a number'),
        },
      ),
      unit: t(
        'code',
        w('Unité', 'Unit'),
        { en: 'target_unit', fr: 'unite_objectif' },
        {
          codes: unitWords,
          note: w(
            'vide : comme la valeur est écrite ; « points » divise par cent, « argent » prend la devise',
            'empty: as the value is written; “points” divides by one hundred, “money” takes the currency',
          ),
        },
      ),
      currency: currencyField(),
    },
  },
} as const satisfies Record<string, Entity>
