// The words, in French and English, by which files say the codes of the model. The first word of each language is the one that
// templates show.
import {
  type ActivityCategory,
  type ContentEventKind,
  type CostCategory,
  type CourseKind,
  type EndReason,
  type FeedbackActionKind,
  type FeedbackChannel,
  type SurveyKind,
} from '../../model/codes.ts'
import { foldName } from '../../model/names.ts'

export interface CodeList {
  /** Codes with their words: "réunion client, rendez-vous | meeting, customer meeting". */
  readonly said: Readonly<Record<string, string>>
  /** Taken for a word that nobody knows, in files that do not follow a template; then it is said. */
  readonly other?: string
}

const list = <Code extends string>(said: Readonly<Record<Code, string>>, other?: NoInfer<Code>): CodeList =>
  other === undefined ? { said } : { said, other }

export const activityWords = list<ActivityCategory>(
  {
    'buyer-facing':
      'avec des clients, rendez-vous, rendez-vous client, rdv, rdv client, réunion client, appel, appels, appel client, visite, visite client, démonstration, démo, négociation, visioconférence client, vente | with customers, meeting, meetings, customer meeting, client meeting, call, calls, customer call, sales call, visit, demo, demonstration, negotiation, selling, sales, presentation',
    prospecting:
      'prospection, prospecter, appels à froid, qualification | prospecting, prospection, cold call, cold calling, lead generation, outreach, research, qualification',
    preparation:
      'préparation, préparer, proposition, devis, rédaction d’offre, prép | preparation, prep, prepare, proposal, quote, deal preparation, planning',
    email: 'e-mail, e-mails, mail, mails, messagerie, courriel, courriels | email, emails, e-mail, mailbox',
    crm: 'saisie dans le crm, crm, saisie, saisie crm | crm entry, crm, data entry, logging',
    content:
      'recherche de contenus, contenu, contenus, recherche de documents | looking for content, content, content search, searching content',
    internal:
      'réunions internes, réunion interne, interne, réunion d’équipe, point d’équipe, entretien interne | internal meetings, internal meeting, internal, team meeting, one-to-one, 1:1',
    training: 'formation, formations, coaching, apprentissage | training, course, learning, coaching',
    admin:
      'rh et administratif, administratif, administration, notes de frais, frais, rh | hr and administration, admin, administrative, expenses, expense report, hr',
    travel:
      'déplacements, déplacement, trajet, trajets, voyage, route | travel, travelling, traveling, driving, commute',
    other: 'autre, autres, divers | other, others, misc, miscellaneous',
    'not-measured': 'personnel, privé, pause, perso | private, personal, break, lunch',
  },
  'other',
)

export const activityBases = list({
  captured:
    'relevé, capturé, mesuré, automatique, agenda, minuteur | captured, measured, tracked, automatic, calendar, timer',
  declared: 'déclaré, saisi, journal, manuel | declared, diary, manual, entered, reported',
})

export const departmentWords = list(
  {
    sales: 'ventes, vente, commercial, commerciale, direction commerciale | sales, selling, sales team',
    marketing: 'marketing, communication, mkt | marketing, product marketing, growth',
    research: 'études, étude, recherche, études de marché | research, market research, insights',
    other: 'autre, autres | other, others',
  },
  'other',
)

export const contentWorkWords = list({
  creation: 'création, créer, nouveau, rédaction | creation, create, new, writing',
  update:
    'mise à jour, actualisation, correction, révision, adaptation | update, updating, revision, customisation, customization, editing',
})

export const contentEventWords = list<ContentEventKind>({
  search: 'recherche, rechercher, cherché | search, searched, query',
  open: 'ouverture, ouvrir, ouvert, consultation, consulté, lecture, lu, vue | open, opened, view, viewed, read, previewed, preview, access, accessed',
  download: 'téléchargement, téléchargé, télécharger | download, downloaded',
  customise:
    'adaptation, personnalisation, modification, modifié, copie | customise, customize, customised, customized, edit, edited, modify, modified, copy, copied',
  send: 'envoi, envoyé, envoyer | send, sent, email, emailed',
  share: 'partage, partagé, partager, lien créé, pitch | share, shared, link created, pitched',
  'buyer-view':
    'lecture par un acheteur, vue acheteur, vu par le client, lecture client | view by a buyer, buyer view, buyer-view, customer view, visitor view, prospect view',
  'buyer-download':
    'téléchargement par un acheteur, téléchargé par le client | download by a buyer, buyer download, buyer-download, customer download',
})

export const courseWords = list<CourseKind>({
  course:
    'formation, cours, module, e-learning, parcours | course, training, module, e-learning, elearning, class, lesson, learning path',
  certification: 'certification, certificat, habilitation | certification, certificate, accreditation',
  'skill-test':
    'test, évaluation, quiz, examen, test de compétence | skill-test, skill test, test, assessment, quiz, exam',
  onboarding: 'accueil, intégration, parcours d’accueil | onboarding, induction',
})

/** Where somebody stands in a course, as training tools write it. */
export const trainingStatusWords = list({
  passed:
    'réussi, réussie, validé, validée, certifié, acquis, admis | passed, pass, succeeded, certified, successful',
  failed: 'échoué, échec, non validé, non acquis, ajourné, raté | failed, fail, not passed, unsuccessful',
  completed:
    'terminé, terminée, achevé, complété, fini, suivi, effectué, 100 % | completed, complete, finished, done, attended, true',
  open: 'en cours, inscrit, inscrite, non commencé, pas commencé, à faire, non terminé, incomplet, inachevé, abandonné, assigné | in progress, in-progress, enrolled, not started, not-started, incomplete, subscribed, assigned, started, to do, not completed, overdue, expired, dropped, no show, false',
})

export const costWords = list<CostCategory>(
  {
    advertising:
      'publicité, annonces, publicités, pub, achat d’espace, référencement payant, ads, media, médias | advertising, ads, ad spend, media, paid search, paid social, sea, ppc, adwords, google ads, facebook ads, linkedin ads',
    events:
      'événements, événement, salons, salon, foires, séminaires, congrès | events, event, trade shows, trade show, fairs, conference, conferences, exhibition, sponsoring',
    agency:
      'agence, agences, prestataires, prestataire, honoraires, sous-traitance, freelance | agency, agencies, contractors, contractor, fees, consultants, consulting',
    salary:
      'salaires, salaire, masse salariale, salaires chargés, rémunérations, paie, charges sociales | salary, salaries, payroll, wages, compensation, personnel',
    commission:
      'commissions, commission, primes, prime, variable, bonus | commission, commissions, bonus, bonuses, variable pay',
    tools:
      'outils, outil, logiciels, logiciel, abonnements logiciels, licences, licence, crm, saas | tools, tool, software, licences, licenses, subscriptions, saas',
    research:
      'études, étude, étude de marché, études de marché, panels | research, market research, survey costs, studies',
    recruiting:
      'recrutement, recrutements, cabinet de recrutement | recruiting, recruitment, hiring, headhunter',
    training: 'formation, formations, coaching | training, trainings, coaching, learning',
    content:
      'contenu, contenus, rédaction, création de contenu, impression, vidéo | content, content creation, copywriting, printing, video, creative',
    travel:
      'déplacements, déplacement, voyages, frais de déplacement, transport, hôtel, notes de frais | travel, travels, travel expenses, expenses, hotel, transport',
    'customer-success':
      'fidélisation, service client, relation client, suivi client, support | customer-success, customer success, account management, support, retention',
    other: 'autre, autres, divers | other, others, misc, miscellaneous',
  },
  'other',
)

export const endReasonWords = list<EndReason>(
  {
    dissatisfaction:
      'insatisfaction, insatisfait, mécontentement, mauvais service, service client, support | dissatisfaction, dissatisfied, unhappy, poor service, bad service, support, customer service, customer_service, low_quality_service',
    quality:
      'qualité, défauts, pannes, fonctionnalités manquantes, produit | quality, low quality, low_quality, defects, bugs, missing features, missing_features, product, too complex, too_complex',
    price:
      'prix, trop cher, coût, budget, tarif | price, pricing, too expensive, too_expensive, cost, budget',
    competitor:
      'concurrence, concurrent, parti à la concurrence | competitor, competition, switched_service, switched to competitor, switched',
    marketing:
      'marketing, communication, promesse non tenue | marketing, communication, false promise, wrong expectations',
    'natural-end':
      'fin naturelle, fin du besoin, plus besoin, cessation d’activité, fin de projet, déménagement, fin de contrat, liquidation | natural end, natural-end, no longer needed, unused, end of need, out of business, project ended, moved, deceased, end of contract',
    other: 'autre, autres, inconnu | other, others, unknown, i don’t know',
  },
  'other',
)

export const renewalWords = list({
  renewed: 'renouvelé, renouvelée, oui, gagné, signé, reconduit | renewed, yes, won, signed, extended',
  lost: 'perdu, perdue, non renouvelé, non, résilié, annulé | lost, not renewed, no, churned, cancelled, canceled, declined',
  pending: 'en attente, en cours, à décider, ouvert | pending, open, in progress, undecided, upcoming',
})

export const surveyWords = list<SurveyKind>({
  nps: 'nps, recommandation, enquête nps | nps, net promoter score, recommendation',
  questionnaire:
    'questionnaire, enquête, satisfaction, csat | questionnaire, survey, satisfaction, csat, ces',
  interview: 'entretien, entretiens, interview | interview, interviews',
  'focus-group': 'groupe de discussion, focus group, table ronde | focus-group, focus group, panel',
  form: 'formulaire, formulaire de contact | form, contact form, feedback form',
})

export const channelWords = list<FeedbackChannel>(
  {
    questionnaire:
      'questionnaire, enquête, nps, avis, csat | questionnaire, survey, nps, review, reviews, csat',
    interview: 'entretien, interview, appel, rendez-vous | interview, call, meeting',
    'focus-group': 'groupe de discussion, focus group, table ronde | focus-group, focus group, panel',
    form: 'formulaire, site web, web | form, web form, web, website, contact form',
    ticket:
      'ticket, tickets, support, réclamation, réclamations, e-mail, mail, téléphone, chat | ticket, tickets, case, support, complaint, email, e-mail, phone, chat, api',
    'lost-deal': 'affaire perdue, perte, raison de perte | lost-deal, lost deal, loss, closed lost',
    other: 'autre, autres | other, others',
  },
  'other',
)

export const sentimentWords = list({
  positive:
    'positif, positive, favorable, satisfait, content, bon | positive, good, satisfied, happy, promoter',
  neutral: 'neutre, mitigé, moyen | neutral, mixed, passive, ok',
  negative:
    'négatif, négative, défavorable, insatisfait, mécontent, mauvais | negative, bad, dissatisfied, unhappy, detractor',
})

export const actionWords = list<FeedbackActionKind>(
  {
    reply: 'réponse, rappel, excuse, geste commercial | reply, response, answer, call back, apology, refund',
    content: 'contenu, document, argumentaire | content, document, collateral',
    training: 'formation, coaching | training, coaching',
    product: 'produit, évolution, correction | product, feature, fix, roadmap, product request',
    process: 'processus, procédure, organisation | process, procedure, organisation',
    other: 'autre, autres | other, others',
  },
  'other',
)

export const targetWords = list({
  target: 'objectif, cible, quota | target, goal, quota',
  standard: 'référence, norme, standard, repère | standard, benchmark, reference',
})

/** What the number of a target counts; what is stored is a share, a number, or minor units of money. */
export const unitWords = list({
  number: 'nombre, jours, heures, unités | number, days, hours, count, units',
  percent: 'pour cent, %, pourcentage, points, points de nps | percent, %, percentage, points, nps points',
  money: 'argent, montant, devise | money, amount, currency',
})

export const quarterWords = list({
  '1': 'T1, 1er trimestre, trimestre 1 | Q1, 1st quarter, quarter 1',
  '2': 'T2, 2e trimestre, trimestre 2 | Q2, 2nd quarter, quarter 2',
  '3': 'T3, 3e trimestre, trimestre 3 | Q3, 3rd quarter, quarter 3',
  '4': 'T4, 4e trimestre, trimestre 4 | Q4, 4th quarter, quarter 4',
})

export const monthWords = list({
  '1': 'janvier, janv, jan, 01, m01, m1 | january, jan',
  '2': 'février, févr, fév, 02, m02, m2 | february, feb',
  '3': 'mars, 03, m03, m3 | march, mar',
  '4': 'avril, avr, 04, m04, m4 | april, apr',
  '5': 'mai, 05, m05, m5 | may',
  '6': 'juin, 06, m06, m6 | june, jun',
  '7': 'juillet, juil, 07, m07, m7 | july, jul',
  '8': 'août, 08, m08, m8 | august, aug',
  '9': 'septembre, sept, 09, m09, m9 | september, sep',
  '10': 'octobre, oct, m10 | october, oct',
  '11': 'novembre, nov, m11 | november, nov',
  '12': 'décembre, déc, m12 | december, dec',
})

/** 1 to 12 for the name of a month; undefined for any other word. */
export function monthNumber(name: string): number | undefined {
  const code = codeOf(monthWords, name)
  return code === undefined ? undefined : Number(code)
}

/** The twelve KPIs and three outcomes by their ids and names; a test compares them with the register. */
export const metricWords = list({
  'time-spent-selling': 'temps passé à vendre | time spent selling',
  'content-accessibility': 'accessibilité des contenus | content accessibility',
  'training-and-coaching': 'formation et coaching | training and coaching',
  'conversion-rate': 'taux de conversion | conversion rate',
  'rep-onboarding': 'accueil des commerciaux, intégration des commerciaux | rep onboarding',
  'content-creation-time': 'temps de création des contenus | content creation time',
  'content-utilisation': 'utilisation des contenus | content utilisation, content utilization',
  'lead-quality': 'qualité des leads | lead quality',
  'customer-churn': 'turnover clients, attrition | customer churn, churn',
  'net-promoter-score': 'net promoter score, nps, score nps | net promoter score, nps',
  'cross-sell-upsell': 'ventes croisées et montées en gamme | cross-sell and upsell, cross-sell, upsell',
  'voice-of-customer': 'voix du client | voice of the customer',
  'sales-cycle': 'cycle de vente, durée du cycle de vente | sales cycle, sales cycle length',
  'acquisition-cost':
    'coût d’acquisition, coût d’acquisition client | acquisition cost, customer acquisition cost, cac',
  'lifetime-value': 'valeur vie client, valeur à vie | lifetime value, customer lifetime value, ltv, clv',
})

const tables = new WeakMap<CodeList, ReadonlyMap<string, string>>()

/** The code that a written word says; undefined when the list has no such word. */
export function codeOf(codes: CodeList, written: string): string | undefined {
  const known = tables.get(codes) ?? tableOf(codes)
  tables.set(codes, known)
  return known.get(foldWord(written))
}

/** The word that a template shows for each code. */
export function wordsOf(codes: CodeList, language: 'fr' | 'en'): string[] {
  return Object.values(codes.said).map((said) => wordsIn(said, language)[0] ?? '')
}

function tableOf(codes: CodeList): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [code, said] of Object.entries(codes.said)) {
    for (const word of [code, ...wordsIn(said, 'fr'), ...wordsIn(said, 'en')]) {
      const key = foldWord(word)
      // A word of two codes would be read as the first of them: such a list is a fault of ours.
      if (!found.has(key)) found.set(key, code)
    }
  }
  return found
}

function wordsIn(said: string, language: 'fr' | 'en'): string[] {
  const [fr = '', en = ''] = said.split(' | ')
  return (language === 'fr' ? fr : en).split(', ').map((word) => word.trim())
}

const foldWord = (written: string): string => foldName(written).replaceAll('’', "'")
