// What may lack inside of rows that were delivered: an empty column that makes a figure count less than there is. Each gap says
// which rows should have it, which column of which export brings it, and which metrics feel it.
import type { TableName } from '../../model/schema.ts'
import type { MetricId } from '../definition.ts'
import { type Words, words } from '../words.ts'

export interface Gap {
  readonly id: string
  readonly table: TableName
  /** Of the rows that should have it, as SQL over the table's columns. */
  readonly among: string
  /** The rows in which it lacks. */
  readonly lacks: string
  readonly name: Words
  /** Which column of which export brings it. */
  readonly bring: Words
  readonly metrics: readonly MetricId[]
}

export const gaps: readonly Gap[] = [
  {
    id: 'opportunity-opened',
    table: 'opportunities',
    among: 'not is_deleted',
    lacks: 'opened_on is null',
    name: words('affaires sans date de création', 'opportunities without a day of creation'),
    bring: words(
      'La colonne « Date de création » (Salesforce « Created Date », HubSpot « Create Date », Pipedrive « Deal - Creation date », Odoo « Créé le », Dynamics « Created On »).',
      'The column “Created Date” (Salesforce), “Create Date” (HubSpot), “Deal - Creation date” (Pipedrive), “Created on” (Odoo, Dynamics).',
    ),
    metrics: ['sales-cycle', 'conversion-rate'],
  },
  {
    id: 'opportunity-closed',
    table: 'opportunities',
    among: "not is_deleted and outcome in ('won', 'lost')",
    lacks: 'closed_on is null',
    name: words(
      'affaires gagnées ou perdues sans date de clôture',
      'opportunities won or lost without a closing day',
    ),
    bring: words(
      'La colonne « Date de clôture » (« Close Date », « Deal - Won time » et « Deal - Lost time », « date_closed »).',
      'The closing day (“Close Date”, “Deal - Won time” and “Deal - Lost time”, “date_closed”).',
    ),
    metrics: ['sales-cycle', 'conversion-rate', 'cross-sell-upsell', 'acquisition-cost'],
  },
  {
    id: 'opportunity-owner',
    table: 'opportunities',
    among: 'not is_deleted',
    lacks: 'owner_id is null',
    name: words('affaires sans commercial', 'opportunities without an owner'),
    bring: words(
      'La colonne du commercial (« Owner », « Deal owner », « Deal - Owner », « Vendeur »).',
      'The owner’s column (“Owner”, “Deal owner”, “Deal - Owner”, “Salesperson”).',
    ),
    metrics: ['sales-cycle', 'conversion-rate', 'cross-sell-upsell', 'rep-onboarding'],
  },
  {
    id: 'opportunity-account',
    table: 'opportunities',
    among: 'not is_deleted',
    lacks: 'account_id in (select account_id from accounts where not is_identified)',
    name: words('affaires dont on ne sait pas le client', 'opportunities whose customer is not known'),
    bring: words(
      'La colonne du compte (« Account Name », « Associated Company », « Organization »), ou son identifiant.',
      'The account’s column (“Account Name”, “Associated Company”, “Organization”), or its id.',
    ),
    metrics: ['cross-sell-upsell', 'acquisition-cost', 'lifetime-value'],
  },
  {
    id: 'opportunity-amount',
    table: 'opportunities',
    among: "not is_deleted and outcome = 'won'",
    lacks: 'amount_minor is null',
    name: words('affaires gagnées sans montant', 'opportunities won without an amount'),
    bring: words(
      'La colonne du montant (« Amount », « Deal - Value », « Revenu »).',
      'The amount (“Amount”, “Deal - Value”, “Revenue”).',
    ),
    metrics: ['conversion-rate', 'cross-sell-upsell'],
  },
  {
    id: 'opportunity-history',
    table: 'opportunities',
    among: 'not is_deleted',
    lacks:
      'not exists (select from stage_visits as v where v.account_id = opportunities.account_id and v.opportunity_id = opportunities.opportunity_id)',
    name: words('affaires sans historique d’étapes', 'opportunities without a history of stages'),
    bring: words(
      '« Opportunity History » dans Salesforce, les propriétés « Date entered … » dans HubSpot ; ailleurs, un deuxième export complet suffit : Douze compare les deux.',
      '“Opportunity History” in Salesforce, the “Date entered …” properties in HubSpot; elsewhere a second full export is enough: Douze compares the two.',
    ),
    metrics: ['conversion-rate', 'content-utilisation'],
  },
  {
    id: 'opportunity-product',
    table: 'opportunities',
    among: "not is_deleted and outcome = 'won'",
    lacks:
      'type is null and not exists (select from opportunity_lines as l where l.account_id = opportunities.account_id and l.opportunity_id = opportunities.opportunity_id)',
    name: words('affaires gagnées sans produit ni type', 'opportunities won without product or type'),
    bring: words(
      'La colonne du produit ou du type d’affaire (« Type », « Deal Type »), ou la liste des lignes d’affaire.',
      'The product or the type of deal (“Type”, “Deal Type”), or the list of opportunity lines.',
    ),
    metrics: ['cross-sell-upsell'],
  },
  {
    id: 'lost-reason',
    table: 'opportunities',
    among: "not is_deleted and outcome = 'lost'",
    lacks: 'loss_reason is null',
    name: words('affaires perdues sans raison', 'opportunities lost without a reason'),
    bring: words(
      'La colonne de la raison de perte (« Loss Reason », « Closed Lost Reason », « Deal - Lost reason », « Motif de perte »).',
      'The reason of the loss (“Loss Reason”, “Closed Lost Reason”, “Deal - Lost reason”).',
    ),
    metrics: ['voice-of-customer'],
  },
  {
    id: 'lead-created',
    table: 'leads',
    among: 'not is_deleted',
    lacks: 'created_on is null',
    name: words('leads sans date de création', 'leads without a day of creation'),
    bring: words('La colonne de la date de création du lead.', 'The day on which the lead was created.'),
    metrics: ['conversion-rate', 'lead-quality'],
  },
  {
    id: 'lead-source',
    table: 'leads',
    among: 'not is_deleted',
    lacks: 'lead_source is null',
    name: words('leads sans origine', 'leads without a source'),
    bring: words(
      'La colonne de l’origine (« Lead Source », « Original Source », « Origine »).',
      'The source (“Lead Source”, “Original Source”).',
    ),
    metrics: ['lead-quality', 'acquisition-cost'],
  },
  {
    id: 'lead-score',
    table: 'leads',
    among: 'not is_deleted',
    lacks:
      'score is null and not exists (select from lead_scores as s where s.account_id = leads.account_id and s.lead_id = leads.lead_id)',
    name: words('leads sans score', 'leads without a score'),
    bring: words(
      'La colonne du score (« Lead Score », « HubSpot Score », « Rating »), avec le jour où il a été donné.',
      'The score (“Lead Score”, “HubSpot Score”, “Rating”), with the day on which it was given.',
    ),
    metrics: ['lead-quality'],
  },
  {
    id: 'converted-lead-deal',
    table: 'leads',
    among: 'not is_deleted and is_converted',
    lacks: 'opportunity_id is null',
    name: words('leads convertis sans leur affaire', 'converted leads without their opportunity'),
    bring: words(
      'La colonne de l’affaire issue du lead (Salesforce « Converted Opportunity ID »).',
      'The opportunity that came of the lead (Salesforce “Converted Opportunity ID”).',
    ),
    metrics: ['conversion-rate', 'lead-quality'],
  },
  {
    id: 'rep-hired',
    table: 'people',
    among: "job = 'rep' and not is_provisional",
    lacks: 'hired_on is null',
    name: words('commerciaux sans date d’arrivée', 'reps without a day of hire'),
    bring: words(
      'La date d’arrivée, dans la liste des personnes ou l’export du SIRH.',
      'The day of hire, in the list of people or the export of the HR system.',
    ),
    metrics: ['rep-onboarding'],
  },
  {
    id: 'person-team',
    table: 'people',
    among: "coalesce(job, 'rep') = 'rep'",
    lacks: 'not exists (select from memberships as m where m.person_id = people.person_id)',
    name: words('commerciaux sans équipe', 'reps without a team'),
    bring: words(
      'La colonne de l’équipe dans la liste des personnes, ou la page « Personnes et équipes ».',
      'The team in the list of people, or the page “People and teams”.',
    ),
    metrics: ['sales-cycle', 'conversion-rate', 'time-spent-selling'],
  },
  {
    id: 'content-stage',
    table: 'content_items',
    among: 'not is_template',
    lacks: 'stage is null',
    name: words('contenus sans étape', 'content items without a stage'),
    bring: words(
      'L’étape à laquelle le contenu sert, dans la liste des contenus.',
      'The stage that the item is for, in the list of content.',
    ),
    metrics: ['content-utilisation'],
  },
  {
    id: 'content-published',
    table: 'content_items',
    among: 'not is_template',
    lacks: 'published_on is null',
    name: words('contenus sans date de publication', 'content items without a day of publication'),
    bring: words(
      'La date de publication, dans la liste des contenus.',
      'The day of publication, in the list of content.',
    ),
    metrics: ['content-utilisation', 'content-creation-time'],
  },
  {
    id: 'content-event-deal',
    table: 'content_events',
    among: "kind in ('share', 'send', 'buyer-view', 'buyer-download')",
    lacks: 'opportunity_id is null',
    name: words('partages et lectures sans affaire', 'shares and views without an opportunity'),
    bring: words(
      'L’affaire ou l’adresse de l’acheteur, dans le journal des contenus.',
      'The opportunity or the buyer’s address, in the content log.',
    ),
    metrics: ['content-utilisation'],
  },
  {
    id: 'cost-channel',
    table: 'costs',
    among: "category in ('advertising', 'events')",
    lacks: 'channel is null',
    name: words(
      'dépenses de publicité et d’événements sans canal',
      'advertising and events without a channel',
    ),
    bring: words(
      'La colonne du canal (« Canal », « Campaign channel »).',
      'The channel (“Channel”, “Campaign channel”).',
    ),
    metrics: ['acquisition-cost'],
  },
  {
    id: 'subscription-amount',
    table: 'subscriptions',
    among: 'true',
    lacks: 'monthly_minor is null',
    name: words('contrats sans montant mensuel', 'contracts without a monthly amount'),
    bring: words(
      'Le montant mensuel (MRR) ou annuel du contrat.',
      'The monthly (MRR) or yearly amount of the contract.',
    ),
    metrics: ['customer-churn', 'lifetime-value'],
  },
  {
    id: 'subscription-reason',
    table: 'subscriptions',
    // A contract that another one of the same customer outlasts was renewed: nobody left.
    among:
      'ends_on is not null and not exists (select from subscriptions as s where s.account_id = subscriptions.account_id and (s.ends_on is null or s.ends_on > subscriptions.ends_on))',
    lacks: 'end_reason is null and end_reason_written is null',
    name: words('contrats terminés sans raison', 'contracts that ended without a reason'),
    bring: words(
      'La raison de fin, dans la liste des contrats.',
      'The reason of the end, in the list of contracts.',
    ),
    metrics: ['customer-churn'],
  },
  {
    id: 'answer-account',
    table: 'survey_answers',
    among: 'true',
    lacks: 'account_id in (select account_id from accounts where not is_identified)',
    name: words('réponses dont on ne sait pas le client', 'answers whose customer is not known'),
    bring: words('Le compte ou l’adresse du répondant.', 'The account or the respondent’s address.'),
    metrics: ['net-promoter-score', 'cross-sell-upsell'],
  },
  {
    id: 'survey-invited',
    table: 'surveys',
    among: "kind = 'nps'",
    // Invitations that came one by one, also those without an answer, can be counted.
    lacks:
      'invited is null and not exists (select from survey_answers as a where a.survey_id = surveys.survey_id and a.invited_on is not null)',
    name: words('enquêtes NPS sans nombre d’invitations', 'NPS surveys without the number invited'),
    bring: words(
      'Le nombre de personnes invitées, pour le taux de réponse.',
      'The number of people invited, for the response rate.',
    ),
    metrics: ['net-promoter-score'],
  },
  {
    id: 'feedback-theme',
    table: 'feedback',
    among: 'true',
    lacks: 'theme is null',
    name: words('avis sans thème', 'feedback without a theme'),
    bring: words(
      'La colonne du thème, ou une liste de thèmes avec leurs mots-clés.',
      'The theme, or a list of themes with their keywords.',
    ),
    metrics: ['voice-of-customer'],
  },
  {
    id: 'training-valid',
    table: 'training_results',
    among:
      "course_id in (select course_id from courses where kind = 'certification') and completed_on is not null",
    lacks: 'valid_until is null and course_id in (select course_id from courses where months_valid is null)',
    name: words('certifications sans fin de validité', 'certifications without an end of validity'),
    bring: words(
      'La fin de validité du résultat, ou la durée de validité de la certification.',
      'The end of validity of the result, or how long the certification is valid.',
    ),
    metrics: ['training-and-coaching'],
  },
]
