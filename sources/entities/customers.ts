// What customers pay, how long they stay, and how promising leads were thought to be.
import { renewalWords } from './codes.ts'
import { type Entity, f, t, w } from './field.ts'
import { accountFields, currencyField, dayOrMonth, productField } from './shared.ts'

const owner = t('person', w('Commercial', 'Owner'), { en: 'owner_email', fr: 'commercial' })
const anyAccount = ['account', 'accountId', 'accountDomain']
/** How long a customer has been one, where a list says that instead of a day. */
const tenures = ['tenureMonths', 'tenureDays', 'tenureWeeks', 'tenureYears'] as const

export const customerEntities = {
  revenue: {
    name: w('Chiffre d’affaires', 'Revenue'),
    grain: w('une ligne par montant facturé à un client', 'one row per amount invoiced to a customer'),
    needs: [anyAccount, ['day'], ['amount']],
    naming: [...anyAccount, 'day', 'product', 'owner'],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'invoice_id', fr: 'id_facture' }),
      ...accountFields(true),
      day: t('day', w('Jour', 'Day'), { en: 'invoiced_on', fr: 'facture_le', isRequired: true }, dayOrMonth),
      amount: t(
        'money',
        w('Montant', 'Amount'),
        { en: 'amount', fr: 'montant', isRequired: true },
        { note: w('hors taxes ; un avoir est négatif', 'before tax; a credit note is negative') },
      ),
      currency: currencyField(),
      margin: t('money', w('Marge', 'Margin'), { en: 'margin', fr: 'marge' }),
      product: productField(),
      owner,
      isDeleted: f('flag', 'Supprimé', 'Deleted'),
    },
  },
  subscriptions: {
    name: w('Contrats et abonnements', 'Contracts and subscriptions'),
    grain: w(
      'une ligne par période d’un contrat à un même montant',
      'one row per stretch of a contract at one amount',
    ),
    needs: [anyAccount, ['startsOn', ...tenures]],
    naming: [...anyAccount, 'contract', 'startsOn', 'product'],
    spans: [
      ['startsOn', 'lastDay'],
      ['startsOn', 'endsOn'],
    ],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'subscription_id', fr: 'id_abonnement' }),
      ...accountFields(true),
      contract: t(
        'id',
        w('Contrat', 'Contract'),
        { en: 'contract', fr: 'contrat' },
        {
          note: w(
            'ce que les périodes d’un même contrat ont en commun',
            'what the stretches of one contract share',
          ),
        },
      ),
      startsOn: t(
        'day',
        w('Premier jour', 'First day'),
        { en: 'first_day', fr: 'premier_jour' },
        { note: w('à défaut, l’ancienneté', 'failing that, how long they have been customers') },
      ),
      lastDay: t(
        'day',
        w('Dernier jour', 'Last day'),
        { en: 'last_day', fr: 'dernier_jour' },
        { note: w('compris ; vide : toujours en cours', 'included; empty: still running') },
      ),
      endsOn: f('day', 'Parti le', 'Gone on'),
      tenureMonths: t(
        'number',
        w('Ancienneté en mois', 'Months as a customer'),
        { en: 'tenure_months', fr: 'anciennete_mois' },
        {
          range: [0, 1200],
          note: w(
            'pour une liste sans dates : comptés à rebours depuis le jour de la liste',
            'for a list without days: counted back from the day of the list',
          ),
        },
      ),
      tenureDays: { ...f('number', 'Ancienneté en jours', 'Days as a customer'), range: [0, 36_525] },
      tenureWeeks: { ...f('number', 'Ancienneté en semaines', 'Weeks as a customer'), range: [0, 5_218] },
      tenureYears: { ...f('number', 'Ancienneté en années', 'Years as a customer'), range: [0, 100] },
      hasLeft: t(
        'flag',
        w('Parti', 'Has left'),
        { en: 'has_left', fr: 'est_parti' },
        {
          note: w(
            'parti au jour de la liste, sans dire quand',
            'gone by the day of the list, without saying when',
          ),
        },
      ),
      describedOn: t(
        'day',
        w('Jour de la liste', 'Day of the list'),
        { en: 'list_day', fr: 'jour_liste' },
        {
          note: w(
            'que l’ancienneté et les départs décrivent ; vide : celui de l’import (--as-of), sinon aujourd’hui',
            'which tenure and departures describe; empty: that of the import (--as-of), else today',
          ),
        },
      ),
      monthly: t(
        'money',
        w('Montant par mois', 'Amount per month'),
        { en: 'monthly_amount', fr: 'montant_mensuel' },
        { note: w('hors taxes', 'before tax') },
      ),
      yearly: t('money', w('Montant par an', 'Amount per year'), {
        en: 'yearly_amount',
        fr: 'montant_annuel',
      }),
      currency: currencyField(),
      product: productField(),
      owner,
      endReason: t('text', w('Raison du départ', 'Reason for leaving'), {
        en: 'end_reason',
        fr: 'raison_depart',
      }),
      isDeleted: f('flag', 'Supprimé', 'Deleted'),
    },
  },
  renewals: {
    name: w('Renouvellements', 'Renewals'),
    grain: w('une ligne par renouvellement à échoir', 'one row per renewal that falls due'),
    needs: [anyAccount, ['dueOn']],
    naming: [...anyAccount, 'contract', 'dueOn'],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'renewal_id', fr: 'id_renouvellement' }),
      ...accountFields(true),
      contract: t('id', w('Contrat', 'Contract'), { en: 'contract', fr: 'contrat' }),
      dueOn: t('day', w('Échéance', 'Due'), { en: 'due_on', fr: 'echeance_le', isRequired: true }),
      decidedOn: t('day', w('Décidé le', 'Decided'), { en: 'decided_on', fr: 'decide_le' }),
      outcome: t(
        'code',
        w('Issue', 'Outcome'),
        { en: 'renewal_outcome', fr: 'issue' },
        { codes: renewalWords, note: w('vide : en attente', 'empty: pending') },
      ),
      amount: t(
        'money',
        w('Montant par an', 'Amount per year'),
        { en: 'yearly_amount', fr: 'montant_annuel' },
        { note: w('en jeu', 'at stake') },
      ),
      currency: currencyField(),
      owner,
      isAtRisk: t('flag', w('À risque', 'At risk'), { en: 'is_at_risk', fr: 'a_risque' }),
    },
  },
  'lead-scores': {
    name: w('Scores de leads', 'Lead scores'),
    grain: w('une ligne par lead, méthode et jour', 'one row per lead, method and day'),
    needs: [['lead'], ['scoredOn'], ['score']],
    naming: ['lead', 'method', 'scoredOn'],
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      lead: t('id', w('Lead', 'Lead'), { en: 'lead_id', fr: 'id_lead', isRequired: true }),
      scoredOn: t('day', w('Noté le', 'Scored'), { en: 'scored_on', fr: 'note_le', isRequired: true }),
      score: t('number', w('Score', 'Score'), { en: 'lead_score', fr: 'score_lead', isRequired: true }),
      method: t('text', w('Méthode', 'Method'), { en: 'scoring_method', fr: 'methode_score' }),
      isGood: t('flag', w('Au-dessus du seuil', 'Above the bar'), {
        en: 'is_good',
        fr: 'au_dessus_du_seuil',
      }),
    },
  },
} as const satisfies Record<string, Entity>
