// The register of processing in French and English: every purpose, basis, retention, reader and table has its words.
// The compiler refuses a name without them, so the register can be printed whole at any time.
import type { TableName } from './schema.ts'
import type { Audience, LegalBasis, Purpose, Retention } from './table.ts'

export interface Bilingual {
  readonly fr: string
  readonly en: string
}

export const purposeWords: Readonly<Record<Purpose, Bilingual>> = {
  'identify a record': { fr: 'identifier un enregistrement', en: 'identify a record' },
  'measure results': { fr: 'mesurer des résultats', en: 'measure results' },
  'attribute results': { fr: 'attribuer des résultats', en: 'attribute results' },
  'name things on screen': { fr: 'nommer les choses à l’écran', en: 'name things on screen' },
  'match records between sources': {
    fr: 'reconnaître un enregistrement d’une source à l’autre',
    en: 'match records between sources',
  },
  'trace a figure to its source': {
    fr: 'remonter d’un chiffre à sa source',
    en: 'trace a figure to its source',
  },
  'run the product': { fr: 'faire fonctionner le produit', en: 'run the product' },
  'protect people': { fr: 'protéger les personnes', en: 'protect people' },
  'sign people in': { fr: 'ouvrir une session', en: 'sign people in' },
  'improve how work is organised': {
    fr: 'améliorer l’organisation du travail',
    en: 'improve how work is organised',
  },
  'improve content': { fr: 'améliorer les contenus', en: 'improve content' },
  'follow training': { fr: 'suivre la formation', en: 'follow training' },
  'measure costs': { fr: 'mesurer des coûts', en: 'measure costs' },
  'hear customers': { fr: 'entendre les clients', en: 'hear customers' },
}

export const basisWords: Readonly<Record<LegalBasis, Bilingual>> = {
  contract: { fr: 'contrat', en: 'contract' },
  'legitimate interest': { fr: 'intérêt légitime', en: 'legitimate interest' },
  'legal obligation': { fr: 'obligation légale', en: 'legal obligation' },
  'not personal': { fr: 'pas une donnée personnelle', en: 'not personal' },
}

export const retentionWords: Readonly<Record<Retention, Bilingual>> = {
  'while the organisation uses Douze': {
    fr: 'tant que l’organisation utilise Douze',
    en: 'while the organisation uses Douze',
  },
  'while the person works here': {
    fr: 'tant que la personne travaille dans l’organisation',
    en: 'while the person works here',
  },
  'leads: 3 years from their last own action': {
    fr: 'leads : 3 ans après leur dernière action propre',
    en: 'leads: 3 years from their last own action',
  },
  'customers: while the relation lasts, then 3 years': {
    fr: 'clients : pendant la relation, puis 3 ans',
    en: 'customers: while the relation lasts, then 3 years',
  },
  'imports: 13 months': { fr: 'imports : 13 mois', en: 'imports: 13 months' },
  'landed records: 90 days': {
    fr: 'enregistrements reçus : 90 jours après leur dernière livraison',
    en: 'landed records: 90 days after their last delivery',
  },
  'refused rows: 30 days': { fr: 'lignes refusées : 30 jours', en: 'refused rows: 30 days' },
  'access journal: 12 months': {
    fr: 'journal des accès : 12 mois',
    en: 'access journal: 12 months',
  },
  'totals without people': {
    fr: 'totaux où personne n’est nommé, tant que l’organisation utilise Douze',
    en: 'totals in which nobody is named, while the organisation uses Douze',
  },
  'accounts: while the account exists': {
    fr: 'comptes : tant que le compte existe',
    en: 'accounts: while the account exists',
  },
  'sessions: 7 days': { fr: 'sessions : 7 jours', en: 'sessions: 7 days' },
  'known browsers: 6 months after their last sign-in': {
    fr: 'navigateurs connus : 6 mois après leur dernière connexion',
    en: 'known browsers: 6 months after their last sign-in',
  },
  'invitations: 30 days after they end': {
    fr: 'invitations : 30 jours après leur fin',
    en: 'invitations: 30 days after they end',
  },
  'time: hours 30 days, daily totals 12 months': {
    fr: 'temps : heures 30 jours, totaux quotidiens 12 mois',
    en: 'time: hours 30 days, daily totals 12 months',
  },
  'uses of content: 12 months': { fr: 'usages de contenus : 12 mois', en: 'uses of content: 12 months' },
  'answers: 24 months': { fr: 'réponses : 24 mois', en: 'answers: 24 months' },
  'sign-in tries: 1 day': { fr: 'essais de connexion : 1 jour', en: 'sign-in tries: 1 day' },
}

export const audienceWords: Readonly<Record<Audience, Bilingual>> = {
  everyone: { fr: 'tout le monde', en: 'everyone' },
  'own line': { fr: 'sa ligne hiérarchique', en: 'her line of management' },
  own: { fr: 'la personne elle-même', en: 'the person herself' },
  leader: { fr: 'direction', en: 'leader' },
  analyst: { fr: 'analyste (pseudonymes)', en: 'analyst (pseudonyms)' },
  administrator: { fr: 'administrateur', en: 'administrator' },
  'nobody on screen': { fr: 'personne à l’écran', en: 'nobody on screen' },
}

/** Name of each table, and in French its grain; the English grain is the table's own. */
export const tableWords: Readonly<Record<TableName, Bilingual & { readonly grainFr: string }>> = {
  settings: { fr: 'Réglages', en: 'Settings', grainFr: 'un réglage de l’organisation' },
  people: { fr: 'Personnes', en: 'People', grainFr: 'une personne de l’organisation' },
  person_identities: {
    fr: 'Identités des personnes',
    en: 'Identities of people',
    grainFr: 'une façon dont une source nomme une personne',
  },
  teams: { fr: 'Équipes', en: 'Teams', grainFr: 'une équipe' },
  memberships: {
    fr: 'Appartenances aux équipes',
    en: 'Team memberships',
    grainFr: 'un séjour d’une personne dans une équipe',
  },
  accounts: {
    fr: 'Entreprises clientes',
    en: 'Customer companies',
    grainFr: 'une entreprise cliente, ou une affaire ou un lead dont l’entreprise est inconnue',
  },
  products: { fr: 'Produits', en: 'Products', grainFr: 'un produit' },
  pipelines: { fr: 'Processus de vente', en: 'Sales pipelines', grainFr: 'un processus de vente' },
  stages: { fr: 'Étapes', en: 'Stages', grainFr: 'une étape d’un processus de vente' },
  opportunities: { fr: 'Affaires', en: 'Opportunities', grainFr: 'une affaire' },
  opportunity_owners: {
    fr: 'Responsables successifs des affaires',
    en: 'Owners of opportunities over time',
    grainFr: 'un séjour d’une affaire chez un responsable',
  },
  opportunity_lines: {
    fr: 'Lignes de produit des affaires',
    en: 'Product lines of opportunities',
    grainFr: 'une ligne de produit d’une affaire',
  },
  stage_visits: {
    fr: 'Passages par étape',
    en: 'Stage visits',
    grainFr: 'un séjour d’une affaire dans une étape',
  },
  leads: { fr: 'Leads', en: 'Leads', grainFr: 'un lead' },
  source_identities: {
    fr: 'Identifiants des sources',
    en: 'Identifiers of sources',
    grainFr: 'un enregistrement d’une source',
  },
  currency_rates: {
    fr: 'Cours des devises',
    en: 'Currency rates',
    grainFr: 'une devise et le premier jour de validité d’un cours',
  },
  targets: { fr: 'Objectifs', en: 'Targets', grainFr: 'un objectif ou une référence d’une réponse' },
  imports: { fr: 'Imports', en: 'Imports', grainFr: 'une livraison' },
  import_files: {
    fr: 'Fichiers importés',
    en: 'Imported files',
    grainFr: 'une table trouvée dans une livraison',
  },
  import_changes: {
    fr: 'Valeurs d’avant import',
    en: 'Values before an import',
    grainFr: 'une ligne changée par un import',
  },
  refused_rows: { fr: 'Lignes refusées', en: 'Refused rows', grainFr: 'un défaut d’une ligne refusée' },
  remembered_mappings: {
    fr: 'Correspondances retenues',
    en: 'Remembered mappings',
    grainFr: 'une forme de fichier',
  },
  own_time_choices: {
    fr: 'Choix d’apporter son temps',
    en: 'Choices to bring one’s own time',
    grainFr: 'une façon, choisie par la personne, d’apporter son propre temps',
  },
  connections: {
    fr: 'Connexions',
    en: 'Connections',
    grainFr: 'une source qui livre d’elle-même',
  },
  connection_items: {
    fr: 'Événements et fichiers des connexions',
    en: 'Events and files of connections',
    grainFr: 'un événement ou un fichier qu’une connexion a apporté',
  },
  landed_streams: {
    fr: 'Flux reçus',
    en: 'Landed streams',
    grainFr: 'un flux d’une source',
  },
  landed_rows: {
    fr: 'Enregistrements reçus',
    en: 'Landed records',
    grainFr: 'un enregistrement d’un flux',
  },
  deal_events: {
    fr: 'Événements d’affaires',
    en: 'Events of deals',
    grainFr: 'un événement reçu d’un CRM',
  },
  users: { fr: 'Comptes', en: 'Accounts that sign in', grainFr: 'un compte qui ouvre une session' },
  user_identities: {
    fr: 'Comptes du fournisseur d’identité',
    en: 'Accounts of the sign-in provider',
    grainFr: 'un compte du fournisseur qui ouvre un compte ici',
  },
  first_starts: {
    fr: 'Codes du premier démarrage',
    en: 'Codes of the first start',
    grainFr: 'un code affiché au démarrage, ou un navigateur qu’il a ouvert',
  },
  sessions: { fr: 'Sessions', en: 'Sessions', grainFr: 'un navigateur connecté' },
  known_devices: {
    fr: 'Navigateurs connus',
    en: 'Known browsers',
    grainFr: 'un navigateur où un compte s’est connecté',
  },
  recovery_codes: { fr: 'Codes de secours', en: 'Recovery codes', grainFr: 'un code de secours non utilisé' },
  invitations: { fr: 'Invitations', en: 'Invitations', grainFr: 'une invitation' },
  resets: {
    fr: 'Nouveaux mots de passe',
    en: 'Password resets',
    grainFr: 'une permission de choisir un nouveau mot de passe',
  },
  api_tokens: { fr: 'Jetons d’API', en: 'API tokens', grainFr: 'un jeton d’API' },
  sign_in_attempts: {
    fr: 'Essais de connexion',
    en: 'Sign-in tries',
    grainFr: 'un compte, une adresse ou un navigateur dont les essais sont comptés',
  },
  access_journal: {
    fr: 'Journal des accès',
    en: 'Access journal',
    grainFr: 'une lecture des données d’une personne par un lecteur',
  },
  journal_heads: {
    fr: 'Extrémités du journal',
    en: 'Ends of the journal',
    grainFr: 'une extrémité du journal des accès',
  },
  retention_rules: {
    fr: 'Durées de conservation',
    en: 'Rules of retention',
    grainFr: 'une durée de conservation réglée',
  },
  purge_runs: {
    fr: 'Passages de la purge',
    en: 'Runs of the purge',
    grainFr: 'une règle et un passage de la purge',
  },
  data_changes: {
    fr: 'Changements des données',
    en: 'Changes of the data',
    grainFr: 'une transaction qui a pu changer un chiffre',
  },
  lead_days: {
    fr: 'Totaux des leads purgés',
    en: 'Totals of purged leads',
    grainFr: 'une purge et une combinaison de jours, responsable, équipe et traits de leads',
  },
  purged_leads: { fr: 'Leads purgés', en: 'Purged leads', grainFr: 'un lead purgé' },
  erasures: { fr: 'Effacements', en: 'Erasures', grainFr: 'une personne effacée' },
  corrections: { fr: 'Rectifications', en: 'Corrections', grainFr: 'une valeur rectifiée' },
  notes: {
    fr: 'Notes et contestations',
    en: 'Notes and contests',
    grainFr: 'une note sur un enregistrement ou un chiffre',
  },
  notice_versions: {
    fr: 'Versions de l’information',
    en: 'Versions of the notice',
    grainFr: 'une version de l’information aux salariés',
  },
  notice_receipts: {
    fr: 'Remises de l’information',
    en: 'Receipts of the notice',
    grainFr: 'une personne et une version reçue de l’information',
  },
  activities: { fr: 'Temps', en: 'Time', grainFr: 'un temps d’une personne, par catégorie et par jour' },
  work_schedules: {
    fr: 'Temps de travail',
    en: 'Working time',
    grainFr: 'un temps de travail d’une personne ou de tous, et son premier jour',
  },
  absences: { fr: 'Absences', en: 'Time away', grainFr: 'une absence d’une personne, sans motif' },
  holidays: { fr: 'Jours fériés', en: 'Public holidays', grainFr: 'un jour férié' },
  content_items: { fr: 'Contenus', en: 'Content', grainFr: 'un contenu' },
  content_versions: {
    fr: 'Versions des contenus',
    en: 'Versions of content',
    grainFr: 'une version d’un contenu',
  },
  content_work: {
    fr: 'Travail sur les contenus',
    en: 'Work on content',
    grainFr: 'un travail sur un contenu',
  },
  content_events: { fr: 'Usages des contenus', en: 'Uses of content', grainFr: 'un usage d’un contenu' },
  courses: { fr: 'Formations', en: 'Courses', grainFr: 'une formation' },
  training_results: {
    fr: 'Résultats de formation',
    en: 'Training results',
    grainFr: 'une formation suivie ou à suivre par une personne',
  },
  workshops: { fr: 'Ateliers', en: 'Workshops', grainFr: 'un atelier' },
  workshop_attendances: {
    fr: 'Participations aux ateliers',
    en: 'Attendance of workshops',
    grainFr: 'une personne et un atelier',
  },
  coaching_sessions: {
    fr: 'Séances de coaching',
    en: 'Coaching sessions',
    grainFr: 'une séance de coaching',
  },
  onboarding_milestones: {
    fr: 'Étapes d’intégration',
    en: 'Onboarding milestones',
    grainFr: 'une étape d’intégration d’une personne',
  },
  quotas: {
    fr: 'Quotas',
    en: 'Quotas',
    grainFr: 'ce qu’une personne doit vendre, d’un jour à un autre',
  },
  costs: { fr: 'Coûts', en: 'Costs', grainFr: 'un coût' },
  revenue: { fr: 'Revenus', en: 'Revenue', grainFr: 'un montant facturé à un client' },
  subscriptions: { fr: 'Contrats', en: 'Contracts', grainFr: 'une période d’un contrat à un montant' },
  renewals: { fr: 'Renouvellements', en: 'Renewals', grainFr: 'un renouvellement' },
  surveys: { fr: 'Enquêtes', en: 'Surveys', grainFr: 'une enquête' },
  survey_answers: {
    fr: 'Réponses aux enquêtes',
    en: 'Survey answers',
    grainFr: 'une personne interrogée par une enquête',
  },
  feedback: { fr: 'Voix des clients', en: 'Voice of the customer', grainFr: 'une parole d’un client' },
  themes: { fr: 'Thèmes', en: 'Themes', grainFr: 'un thème' },
  feedback_actions: {
    fr: 'Actions sur la voix du client',
    en: 'Actions on the voice of the customer',
    grainFr: 'une action sur une parole ou un thème',
  },
  lead_scores: { fr: 'Scores des leads', en: 'Scores of leads', grainFr: 'un score d’un lead' },
  activity_days: {
    fr: 'Temps par jour',
    en: 'Time by day',
    grainFr: 'un jour d’une personne, mesuré ou déclaré : des totaux par catégorie',
  },
  past_hours: {
    fr: 'Temps passé dont les heures ne sont plus conservées',
    en: 'Time whose hours are no longer kept',
    grainFr: 'une personne, un jour, une façon de le savoir et une origine',
  },
  content_days: {
    fr: 'Usages de contenus par jour',
    en: 'Uses of content by day',
    grainFr: 'un jour d’une personne : ce qu’elle a fait avec les contenus, en totaux',
  },
  content_months: {
    fr: 'Usages de contenus par mois',
    en: 'Uses of content by month',
    grainFr: 'un mois d’une personne : ce qu’elle a fait avec les contenus, en totaux',
  },
  deal_days: {
    fr: 'Affaires closes par jour',
    en: 'Deals closed by day',
    grainFr: 'un jour, un pipeline et une issue : combien d’affaires, et leurs durées',
  },
  deal_totals: {
    fr: 'Affaires closes en tout',
    en: 'Deals closed in all',
    grainFr: 'un pipeline et une issue : combien d’affaires',
  },
  deal_kinds: {
    fr: 'Sortes d’affaires',
    en: 'Kinds of deals',
    grainFr: 'une affaire : ce qui dit si elle est une vente à un client existant, et de quelle sorte',
  },
  deal_kind_days: {
    fr: 'Sortes d’affaires par jour',
    en: 'Kinds of deals by day',
    grainFr: 'un jour, un pipeline, une issue et une sorte : combien d’affaires closes, ou ouvertes',
  },
  customer_months: {
    fr: 'Nouveaux clients par mois',
    en: 'New customers by month',
    grainFr: 'un mois et un segment : combien de comptes identifiés y ont fait leur premier achat',
  },
  won_cycles: {
    fr: 'Durées des affaires gagnées',
    en: 'Lengths of deals won',
    grainFr: 'un nombre de jours, de la création au gain : combien d’affaires',
  },
  deal_paths: {
    fr: 'Chemins des affaires',
    en: 'Ways of deals',
    grainFr: 'une affaire : les étapes où elle est restée, et combien de temps',
  },
  path_days: {
    fr: 'Chemins des affaires par jour',
    en: 'Ways of deals by day',
    grainFr: 'un jour de création, un pipeline, une issue et des étapes : combien d’affaires',
  },
  stay_days: {
    fr: 'Temps par étape et par jour',
    en: 'Times in stages by day',
    grainFr: 'un jour de création, une étape et une durée : combien d’affaires',
  },
  first_purchases: {
    fr: 'Premiers achats',
    en: 'First purchases',
    grainFr: 'un compte et une façon d’acheter : le jour de la première fois',
  },
  lead_cohort: {
    fr: 'Suivi des leads',
    en: 'What became of leads',
    grainFr: 'un lead : quand il est arrivé, ce qu’il est devenu, son premier score',
  },
  contract_stays: {
    fr: 'Périodes sous contrat',
    en: 'Stretches of contracts',
    grainFr: 'un compte et une période de contrats sans interruption : son premier jour et sa fin',
  },
  stay_ages: {
    fr: 'Anciennetés des clients partis',
    en: 'Ages of customers gone',
    grainFr: 'une ancienneté : combien de périodes sous contrat ont pris fin',
  },
  stay_months: {
    fr: 'Clients sous contrat par mois',
    en: 'Customers under contract by month',
    grainFr: 'un mois de fin et un mois de début : combien de périodes sous contrat',
  },
  invoiced_stays: {
    fr: 'Périodes de facturation',
    en: 'Stretches of invoices',
    grainFr: 'un compte et une période de factures sans silence : son premier et son dernier jour',
  },
  nps_days: {
    fr: 'Réponses NPS par jour',
    en: 'NPS answers by day',
    grainFr:
      'un jour, une classe et le jour de la réponse suivante de la même personne : combien de réponses',
  },
  voice_days: {
    fr: 'Voix des clients par jour',
    en: 'Voices of customers by day',
    grainFr: 'un jour, un thème, le jour de la première action et une tonalité : combien de voix',
  },
  order_sums: {
    fr: 'Commandes par client',
    en: 'Orders by customer',
    grainFr: 'un compte facturé et sans contrat : combien de jours de facture, et pour combien',
  },
  lead_delays: {
    fr: 'Délais des leads par mois',
    en: 'Delays of leads by month',
    grainFr: 'un mois et un nombre de jours : combien de leads sont devenus clients',
  },
  delay_totals: {
    fr: 'Délais des leads en tout',
    en: 'Delays of leads in all',
    grainFr: 'un nombre de jours : combien de leads sont devenus clients',
  },
  lead_counts: {
    fr: 'Leads par jour',
    en: 'Leads by day',
    grainFr: 'un jour, qualifiés ou non, travaillés ou non : combien de leads',
  },
  score_days: {
    fr: 'Scores par jour',
    en: 'Scores by day',
    grainFr: 'un jour, une méthode et un score : combien de leads',
  },
  score_totals: {
    fr: 'Scores en tout',
    en: 'Scores in all',
    grainFr: 'une méthode et un score : combien de leads',
  },
  stage_stays: {
    fr: 'Séjours terminés dans les étapes',
    en: 'Ended stays in stages',
    grainFr:
      'un séjour terminé d’une affaire dans une étape : sa fin, et quand l’affaire est allée plus loin',
  },
  stay_uses: {
    fr: 'Contenus montrés pendant un séjour',
    en: 'Content shown during a stay',
    grainFr: 'un séjour terminé dans une étape et une personne qui a montré un contenu pendant ce temps',
  },
  rollups: { fr: 'Totaux tenus à jour', en: 'Totals kept up to date', grainFr: 'un jeu de totaux' },
  kept_figures: {
    fr: 'Chiffres gardés de périodes closes',
    en: 'Kept figures of closed periods',
    grainFr: 'un indicateur, une réponse, une période close, une équipe et un axe',
  },
  kept_people: {
    fr: 'Personnes derrière les chiffres gardés',
    en: 'People behind kept figures',
    grainFr: 'un chiffre gardé et une personne derrière lui',
  },
  past_uses: {
    fr: 'Usages passés des contenus, sans personne',
    en: 'Past uses of content, without people',
    grainFr: 'un contenu, un jour, une sorte d’usage et une affaire',
  },
  earlier_marks: {
    fr: 'Réponses d’avant, de la même personne',
    en: 'Earlier answers of the same person',
    grainFr: 'une réponse et une réponse antérieure de la même personne',
  },
  xapi_credentials: {
    fr: 'Accès des programmes xAPI',
    en: 'Credentials of xAPI programs',
    grainFr: 'un programme qui envoie des traces de formation',
  },
  xapi_statements: {
    fr: 'Traces de formation (xAPI)',
    en: 'Learning records (xAPI)',
    grainFr: 'une trace de formation et le programme qui l’a envoyée',
  },
  xapi_terms: {
    fr: 'Index des traces de formation',
    en: 'Index of learning records',
    grainFr: 'un agent ou une activité que nomme une trace',
  },
  xapi_agents: {
    fr: 'Agents des traces de formation',
    en: 'Agents of learning records',
    grainFr: 'une façon dont les traces nomment quelqu’un',
  },
  xapi_activities: {
    fr: 'Activités des traces de formation',
    en: 'Activities of learning records',
    grainFr: 'une activité que nomment les traces',
  },
  xapi_documents: {
    fr: 'Documents des formations (xAPI)',
    en: 'Documents of courses (xAPI)',
    grainFr: 'un document qu’une formation conserve',
  },
  xapi_attachments: {
    fr: 'Fichiers joints aux traces de formation',
    en: 'Files attached to learning records',
    grainFr: 'un fichier joint à des traces',
  },
  xapi_courses: { fr: 'Formations cmi5', en: 'cmi5 courses', grainFr: 'une formation cmi5' },
  xapi_launches: {
    fr: 'Sessions cmi5',
    en: 'cmi5 sessions',
    grainFr: 'une session d’une unité cmi5',
  },
}
