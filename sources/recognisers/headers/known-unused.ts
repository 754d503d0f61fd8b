// Tables that CRMs and other tools export and that no figure of today reads: what they are, how they are known, and what will use them.
import type { Words } from '../../entities.ts'

export interface KnownTable {
  readonly what: Words
  readonly reason: Words
  /** Headers that only such a table has, folded to letters and digits. */
  readonly markers: string
  /** Words of the file name. */
  readonly names: string
}

const later = (fr: string, en: string): Words => ({
  fr: `${fr} Rien n’est perdu : redéposez ce fichier à ce moment-là.`,
  en: `${en} Nothing is lost: drop this file again then.`,
})

export const knownTables: readonly KnownTable[] = [
  {
    what: { fr: 'Tickets de support', en: 'Support tickets' },
    reason: later('Ils serviront à la voix du client (KPI 12), dans une prochaine version.', 'They will serve the voice of the customer (KPI 12), in a later version.'),
    markers:
      'ticketid ticketname ticketstatus ticketpriority ticketowner ticketsource ticketsubject ticketdescription hsticketpriority hsticketcategory hspipelinestage firstagentreplydate casenumber caseid caseowner casereason idduticket nomduticket statutduticket prioriteduticket requesterid assigneeid submitterid satisfactionrating onlyprivatecomments restrictedagent sharedtickets ticketform chatonly sharedagent moderator authenticitytoken ticketrestriction',
    names: 'ticket tickets case cases zendesk support demandes',
  },
  {
    what: { fr: 'Activités : appels, e-mails, rendez-vous, tâches', en: 'Activities: calls, e-mails, meetings, tasks' },
    reason: later('Elles serviront au temps passé à vendre (KPI 1), dans une prochaine version.', 'They will serve the time spent selling (KPI 1), in a later version.'),
    markers:
      'activityid activitytype activitydate activityowner activitydatetime callduration calldurationinseconds calloutcome calldisposition calltype calltitle callmeetingtitlesubject meetingoutcome taskstatus taskduedate tasksubtype eventsubtype whoid whatid whocount startdatetime enddatetime durationinminutes duedate reminderdatetime isalldayevent assigneda activitysubject hstimestamp hsengagementtype engagementtype hscalldirection hsmeetingtitle typedactivite dateactivite sujetactivite',
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
    reason: later('Elles serviront au turnover clients (KPI 9) et à la valeur vie client, dans une prochaine version.', 'They will serve customer churn (KPI 9) and lifetime value, in a later version.'),
    markers:
      'orderid orderdate ordernumber salesordernumber salesorderlinenumber orderlinenumber requireddate shippeddate shipvia freight shipcity shipname shipdate orderquantity effectivedate activateddate contractid originalorderid duedatekey orderdatekey customerponumber numerodecommande datedecommande numerocommande datecommande lineitemnumber discount orderstatus',
    names: 'order orders commande commandes details factsales',
  },
  {
    what: { fr: 'Facturation et abonnements', en: 'Billing and subscriptions' },
    reason: later('Ils serviront au turnover clients (KPI 9) et à la valeur vie client, dans une prochaine version.', 'They will serve customer churn (KPI 9) and lifetime value, in a later version.'),
    markers:
      'livemode invoiceid invoicenumber invoicedate subscriptionid subscriptionitemid balancetransactionid chargeid paymentmethod currentperiodend canceledat billingcycleanchor amountdue amountpaid numerodefacture datedefacture numerofacture datefacture contractend monthlycharges totalcharges churn tenure paymentmethodid planid payoutid receiptnumber voidedat couponid percentoff cvccheck defaultcardid invoiceprefix businessprofilemcc invoiceitemid',
    names: 'invoice invoices facture factures subscription subscriptions abonnements stripe churn payments paiements quote quotes contract contracts contrats',
  },
  {
    what: { fr: 'Réponses à une enquête', en: 'Survey responses' },
    reason: later('Elles serviront au NPS (KPI 10) et à la voix du client (KPI 12), dans une prochaine version.', 'They will serve the NPS (KPI 10) and the voice of the customer (KPI 12), in a later version.'),
    markers:
      'responseid surveyid surveydate answeredat nps npsscore likelihoodtorecommend respondentid comment score submittedat collectorid engagementscore satisfactionscore worklifebalancescore verbatim recommandation noterecommandation commentaire',
    names: 'nps survey surveys feedback enquete enquetes avis satisfaction responses verbatims',
  },
  {
    what: { fr: 'Feuilles de temps', en: 'Time entries' },
    reason: later('Elles serviront au temps passé à vendre (KPI 1), dans une prochaine version.', 'They will serve the time spent selling (KPI 1), in a later version.'),
    markers:
      'starttime endtime durationh durationdecimal billable billableratehour billablerate billableamount startedat endedat eventid activity reptime repemail hours billablehours trackedh estimatedh hoursactual hoursestimate developerhoursactual projectcode costrate taskname timespent totalhours heures',
    names: 'time timesheet timesheets toggl clockify harvest temps entries heures',
  },
  {
    what: { fr: 'Formations suivies', en: 'Training followed' },
    reason: later('Elles serviront à la formation et au coaching (KPI 3), dans une prochaine version.', 'They will serve training and coaching (KPI 3), in a later version.'),
    markers: 'trainingdate trainingprogramname trainingtype trainingoutcome trainingcost trainingdurationdays trainer course coursename completiondate quizscore datedeformation nomdelaformation typedeformation formateur module',
    names: 'training trainings formation formations coaching courses lms',
  },
  {
    what: { fr: 'Campagnes, e-mails et dépenses marketing', en: 'Campaigns, marketing e-mails and spend' },
    reason: later('Elles serviront au coût d’acquisition et à l’utilisation du contenu (KPI 7), dans une prochaine version.', 'They will serve the acquisition cost and the use of content (KPI 7), in a later version.'),
    markers:
      'campaignid campaignname actualcost budgetedcost hasresponded firstrespondeddate campaignmemberid impressions clicks spent spend adid adset campaignrunid emailtemplateid primaryattributevalue activitytypeid programid templateid ctr cpc nomdelacampagne depenses',
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
    reason: later('Ils seront comparés aux résultats dans une prochaine version.', 'They will be compared with results in a later version.'),
    markers: 'quota target objectif objectifs salesquota targetamount m01 m02 m03 m04 m12 montantobjectif jan feb mar',
    names: 'quota quotas target targets objectif objectifs salestargets',
  },
  {
    what: { fr: 'Relevé de compte bancaire', en: 'Bank statement' },
    reason: {
      fr: 'Aucun chiffre ne lit ce fichier. Pour le coût d’acquisition, apportez plus tard le fichier des écritures comptables (FEC).',
      en: 'No figure reads this file. For the acquisition cost, bring the accounting file (FEC) later.',
    },
    markers: 'solde balance debit credit libelle dateoperation datedoperation datevaleur datedevaleur datecomptable transactiondescription runningbalance',
    names: 'releve releves banque bank statement operations',
  },
  {
    what: { fr: 'Écritures comptables (FEC)', en: 'Accounting entries (FEC)' },
    reason: later('Elles serviront au coût d’acquisition et au turnover clients, dans une prochaine version.', 'They will serve the acquisition cost and customer churn, in a later version.'),
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
