// Tables that CRMs and other tools export and that are of no use as they are: what they are, how they are known, and what they lack
// or which table serves instead.
import type { EntityName, Words } from '../../entities.ts'

export interface KnownTable {
  readonly what: Words
  readonly reason: Words
  /** Headers that only such a table has, folded to letters and digits. */
  readonly markers: string
  /** Words of the file name. */
  readonly names: string
  /** What such a table is taken for as soon as it has what that needs. */
  readonly entity?: EntityName
}

export const knownTables: readonly KnownTable[] = [
  {
    what: { fr: 'Tickets de support', en: 'Support tickets' },
    reason: { fr: 'Pour la voix du client (KPI 12), exportez pour chaque ticket sa date de création et son texte ou sa catégorie, ou dites quelles colonnes les donnent.', en: 'For the voice of the customer (KPI 12), export the creation date and the text or category of each ticket, or say which columns give them.' },
    markers:
      'ticketid ticketname ticketstatus ticketpriority ticketowner ticketsource ticketsubject ticketdescription hsticketpriority hsticketcategory hspipelinestage firstagentreplydate casenumber caseid caseowner casereason idduticket nomduticket statutduticket prioriteduticket requesterid assigneeid submitterid satisfactionrating onlyprivatecomments restrictedagent sharedtickets ticketform chatonly sharedagent moderator authenticitytoken ticketrestriction',
    entity: 'feedback',
    names: 'ticket tickets case cases zendesk support demandes',
  },
  {
    what: { fr: 'Activités : appels, e-mails, rendez-vous, tâches', en: 'Activities: calls, e-mails, meetings, tasks' },
    reason: { fr: 'Pour le temps passé à vendre (KPI 1), il faut la personne, la sorte d’activité, le jour, et une durée ou une fin : sans durée, une activité ne dit pas combien de temps elle a pris.', en: 'For the time spent selling (KPI 1), the person, the kind of activity, the day and a length or an end are needed: without a length, an activity does not say how long it took.' },
    markers:
      'activityid activitytype activitydate activityowner activitydatetime callduration calldurationinseconds calloutcome calldisposition calltype calltitle callmeetingtitlesubject meetingoutcome taskstatus taskduedate tasksubtype eventsubtype whoid whatid whocount startdatetime enddatetime durationinminutes duedate reminderdatetime isalldayevent assigneda activitysubject hstimestamp hsengagementtype engagementtype hscalldirection hsmeetingtitle typedactivite dateactivite sujetactivite',
    entity: 'activities',
    names: 'activity activities activite activites task tasks event events call calls meeting meetings engagements appels rendezvous taches emails notes rdv',
  },
  {
    what: { fr: 'Contacts d’entreprises clientes', en: 'Contacts at companies' },
    reason: {
      fr: 'Un contact n’est pas un lead : aucun chiffre ne lit ce fichier. Pour le taux de conversion, exportez les leads (pistes).',
      en: 'A contact is not a lead: no figure reads this file. For the conversion rate, export the leads.',
    },
    markers:
      'contactid contactname mailingcity mailingstreet mailingcountry mailingstate mailingpostalcode reportstoid emailbounceddate hasoptedoutofemail contacttitle contactowner contactstatus salutation mobilephone businessphone nomducontact homephone donotcall',
    names: 'contact contacts persons personnes interlocuteurs',
  },
  {
    what: { fr: 'Commandes', en: 'Orders' },
    reason: { fr: 'Pour la valeur vie client, il faut le client, la date et le montant de chaque commande, ou dites quelles colonnes les donnent.', en: 'For lifetime value, the customer, the date and the amount of each order are needed; or say which columns give them.' },
    markers:
      'orderid orderdate ordernumber salesordernumber salesorderlinenumber orderlinenumber requireddate shippeddate shipvia freight shipcity shipname shipdate orderquantity effectivedate activateddate contractid originalorderid duedatekey orderdatekey customerponumber numerodecommande datedecommande numerocommande datecommande lineitemnumber discount orderstatus',
    entity: 'revenue',
    names: 'order orders commande commandes details factsales',
  },
  {
    what: { fr: 'Paiements', en: 'Payments' },
    reason: { fr: 'Ce qui est payé a été facturé, et compte une fois : apportez les factures.', en: 'What is paid was invoiced, and counts once: bring the invoices.' },
    markers: 'failurecode failuremessage amountrefunded captured refunded paymentintentid',
    names: 'charge charges payment payments paiement paiements payout payouts',
  },
  {
    what: { fr: 'Facturation et abonnements', en: 'Billing and subscriptions' },
    reason: { fr: 'Pour le turnover clients (KPI 9), il faut le client, le début, la fin et le montant de chaque contrat ; pour la valeur vie client, le client, la date et le montant de chaque facture.', en: 'For customer churn (KPI 9), the customer, start, end and amount of each contract are needed; for lifetime value, the customer, date and amount of each invoice.' },
    markers:
      'livemode invoiceid invoicenumber invoicedate subscriptionid subscriptionitemid balancetransactionid chargeid paymentmethod currentperiodend canceledat billingcycleanchor amountdue amountpaid numerodefacture datedefacture numerofacture datefacture contractend monthlycharges totalcharges churn tenure paymentmethodid planid payoutid receiptnumber voidedat couponid percentoff cvccheck defaultcardid invoiceprefix businessprofilemcc invoiceitemid',
    entity: 'subscriptions',
    names: 'invoice invoices facture factures subscription subscriptions abonnements stripe churn quote quotes contract contracts contrats',
  },
  {
    what: { fr: 'Réponses à une enquête', en: 'Survey responses' },
    reason: { fr: 'Pour le NPS (KPI 10), il faut la date et une note entière de 0 à 10 à la question « recommanderiez-vous » ; une note de 1 à 5 n’est pas un NPS.', en: 'For the NPS (KPI 10), the date and a whole score from 0 to 10 on “would you recommend us” are needed; a score from 1 to 5 is no NPS.' },
    markers:
      'responseid surveyid surveydate answeredat nps npsscore likelihoodtorecommend respondentid comment score submittedat collectorid engagementscore satisfactionscore worklifebalancescore verbatim recommandation noterecommandation commentaire',
    entity: 'survey-answers',
    names: 'nps survey surveys feedback enquete enquetes avis satisfaction responses verbatims',
  },
  {
    what: { fr: 'Feuilles de temps', en: 'Time entries' },
    reason: { fr: 'Pour le temps passé à vendre (KPI 1), il faut la personne, le jour, une durée ou une fin, et une colonne dont les mots disent à quoi le temps a servi (« réunion client », « saisie », « formation »…). Une colonne de projets ou de tâches convient aussi : dites laquelle.', en: 'For the time spent selling (KPI 1), the person, the day, a length or an end, and a column whose words say what the time was for (“meeting”, “CRM”, “training” ...) are needed. A column of projects or tasks will do too: say which.' },
    markers:
      'starttime endtime durationh durationdecimal billable billableratehour billablerate billableamount startedat endedat eventid activity reptime repemail hours billablehours trackedh estimatedh hoursactual hoursestimate developerhoursactual projectcode costrate taskname timespent totalhours heures',
    entity: 'activities',
    names: 'time timesheet timesheets toggl clockify harvest temps entries heures',
  },
  {
    what: { fr: 'Formations suivies', en: 'Training followed' },
    reason: { fr: 'Pour la formation et le coaching (KPI 3), il faut la personne, la formation, et la date ou le statut.', en: 'For training and coaching (KPI 3), the person, the course, and the date or the status are needed.' },
    markers: 'trainingdate trainingprogramname trainingtype trainingoutcome trainingcost trainingdurationdays trainer course coursename completiondate quizscore datedeformation nomdelaformation typedeformation formateur module',
    entity: 'training-results',
    names: 'training trainings formation formations coaching courses lms',
  },
  {
    what: { fr: 'Campagnes, e-mails et dépenses marketing', en: 'Campaigns, marketing e-mails and spend' },
    reason: { fr: 'Pour le coût d’acquisition, il faut le jour et la dépense de chaque campagne, ou dites quelles colonnes les donnent.', en: 'For the acquisition cost, the day and the spend of each campaign are needed; or say which columns give them.' },
    markers:
      'campaignid campaignname actualcost budgetedcost hasresponded firstrespondeddate campaignmemberid impressions clicks spent spend adid adset campaignrunid emailtemplateid primaryattributevalue activitytypeid programid templateid ctr cpc nomdelacampagne depenses',
    entity: 'costs',
    names: 'campaign campaigns campagne campagnes ads marketo',
  },
  {
    what: { fr: 'Journal des modifications de champs', en: 'Log of field changes' },
    reason: {
      fr: 'Il mêle tous les champs. L’historique des étapes se lit dans OpportunityHistory (Salesforce) ou les colonnes « Date entered » (HubSpot).',
      en: 'It mixes all fields. Stage history is read from OpportunityHistory (Salesforce) or the “Date entered” columns (HubSpot).',
    },
    markers: 'oldvalue newvalue field fieldname ancienlevaleur anciennevaleur nouvellevaleur champ champmodifie propertyname sourceid',
    names: 'fieldhistory audit property',
  },
  {
    what: { fr: 'Liens entre fiches', en: 'Links between records' },
    reason: {
      fr: 'Pour relier affaires et entreprises, exportez les affaires avec la colonne de l’entreprise associée.',
      en: 'To join deals and companies, export the deals with the column of the associated company.',
    },
    markers: 'typeid category associationtypeid associationtype mergeddealid engagementid isteamprimary teamid',
    names: 'associations',
  },
  {
    what: { fr: 'Liste des pipelines', en: 'List of pipelines' },
    reason: {
      fr: 'Les affaires et la liste des étapes nomment déjà leur pipeline.',
      en: 'Deals and the list of stages already name their pipeline.',
    },
    markers: 'pipelineid displayorder orderurlid portalid',
    names: 'pipelines',
  },
  {
    what: { fr: 'Objectifs et quotas', en: 'Targets and quotas' },
    entity: 'quotas',
    reason: { fr: 'Un quota nomme une personne, une période et ce qu’elle doit vendre : remplissez le modèle « Quotas » (douze template quotas). Pour comparer un indicateur à un objectif, remplissez le modèle « Objectifs » (douze template targets).', en: 'A quota names a person, a period and what she is to sell: fill in the template “Quotas” (douze template quotas). To compare a metric with a target, fill in the template “Targets” (douze template targets).' },
    markers: 'quota target objectif objectifs salesquota targetamount m01 m02 m03 m04 m12 montantobjectif jan feb mar',
    names: 'quota quotas target targets objectif objectifs salestargets',
  },
  {
    what: { fr: 'Relevé de compte bancaire', en: 'Bank statement' },
    reason: {
      fr: 'Aucun chiffre ne lit ce fichier. Pour le coût d’acquisition, apportez le fichier des écritures comptables (FEC).',
      en: 'No figure reads this file. For the acquisition cost, bring the accounting file (FEC).',
    },
    markers: 'solde balance debit credit libelle dateoperation datedoperation datevaleur datedevaleur datecomptable transactiondescription runningbalance',
    names: 'releve releves banque bank statement operations',
  },
  {
    what: { fr: 'Écritures comptables (FEC)', en: 'Accounting entries (FEC)' },
    reason: { fr: 'Ce fichier se lit sous sa forme légale : le texte à tabulations ou à barres que votre logiciel de comptabilité exporte pour l’administration, avec toutes ses colonnes.', en: 'This file is read in its legal form: the text with tabs or bars that your accounting software exports for the tax office, with all of its columns.' },
    markers: 'journalcode journallib ecriturenum ecrituredate comptenum comptelib pieceref ecriturelib debit credit validdate',
    names: 'fec',
  },
] // prettier-ignore

const folded = knownTables.map((table) => ({
  table,
  markers: new Set(table.markers.split(/\s+/)),
  names: new Set(table.names.split(/\s+/)),
}))

/** The known table that headers and file name speak for most, with a weight comparable to that of an entity; null for none. */
export function matchKnownTable(
  headerKeys: readonly string[],
  fileWords: readonly string[],
): { readonly table: KnownTable; readonly weight: number; readonly markers: number } | null {
  let best: { table: KnownTable; weight: number; markers: number } | null = null
  for (const { table, markers, names } of folded) {
    const hits = headerKeys.filter((key) => markers.has(key)).length
    // More than a handful proves no more, and wide tables hold a bit of everything.
    const weight = Math.min(hits, 6) * 3 + (fileWords.some((word) => names.has(word)) ? 4 : 0)
    if (weight > (best?.weight ?? 0)) best = { table, weight, markers: hits }
  }
  return best
}
