// The register of processing in French and English: every purpose, basis, retention and reader has its words; each table says its own.
// The compiler refuses a name without them, so the register can be printed whole at any time.
import type { Audience, Bilingual, LegalBasis, Purpose, Retention } from './table.ts'

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
