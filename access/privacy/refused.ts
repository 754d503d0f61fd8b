// What privacy refuses, each with a code and a sentence in both languages.

const sentences = {
  'person-unknown': {
    fr: 'Cette personne n’existe pas.',
    en: 'There is no such person.',
  },
  'delivery-waits': {
    fr: 'Un import attend une confirmation, et ses fichiers peuvent nommer cette personne. Confirmez-le ou abandonnez-le d’abord.',
    en: 'An import waits for a confirmation, and its files may name this person. Confirm or discard it first.',
  },
  'last-administrator': {
    fr: 'Cette personne a le seul compte d’administrateur. Donnez ce rôle à quelqu’un d’autre d’abord.',
    en: 'This person has the only administrator account. Give that role to somebody else first.',
  },
  'totals-would-change': {
    fr: 'L’effacement aurait changé un total : rien n’a été fait.',
    en: 'The erasure would have changed a total: nothing was done.',
  },
  'not-correctable': {
    fr: 'Cette valeur ne se rectifie pas ici.',
    en: 'This value cannot be put right here.',
  },
  'not-a-value': {
    fr: 'Cette valeur n’a pas la bonne forme.',
    en: 'This value does not have the right form.',
  },
  'reason-missing': {
    fr: 'Une raison est nécessaire.',
    en: 'A reason is needed.',
  },
  'rule-unknown': {
    fr: 'Il n’y a pas de durée de conservation de ce nom.',
    en: 'There is no rule of retention of that name.',
  },
  'past-ceiling': {
    fr: 'Cette durée dépasse le plafond de la règle.',
    en: 'This length is past the ceiling of the rule.',
  },
  'not-provisional': {
    fr: 'Seule une personne provisoire peut être réunie à une autre : celle-ci est connue des sources.',
    en: 'Only a provisional person can be joined to another one: the sources know this one.',
  },
  'same-person': {
    fr: 'C’est déjà la même fiche.',
    en: 'It is the same entry already.',
  },
  'two-accounts': {
    fr: 'Les deux fiches ont chacune un compte. Déliez d’abord celui de la personne provisoire.',
    en: 'Both entries have an account. Unlink that of the provisional person first.',
  },
  'stays-overlap': {
    fr: 'Ces dates chevauchent un autre séjour de cette personne : elle n’est que dans une équipe à la fois.',
    en: 'These dates overlap another stay of this person: she is in one team at a time.',
  },
  'ends-before-start': {
    fr: 'La fin vient avant le début.',
    en: 'The end comes before the start.',
  },
  'team-unknown': { fr: 'Cette équipe n’existe pas.', en: 'There is no such team.' },
  'team-exists': { fr: 'Une équipe porte déjà ce nom.', en: 'A team already has that name.' },
  'stay-unknown': { fr: 'Ce séjour n’existe pas.', en: 'There is no such stay.' },
  'absences-overlap': {
    fr: 'Ces jours sont déjà notés.',
    en: 'These days are noted already.',
  },
  'absence-unknown': { fr: 'Ces jours ne sont pas notés ici.', en: 'These days are not noted here.' },
  'day-known': { fr: 'Ce jour est déjà férié.', en: 'This day is a holiday already.' },
  'holiday-unknown': { fr: 'Ce jour férié n’est pas noté ici.', en: 'This holiday is not noted here.' },
  'note-unknown': { fr: 'Cette note n’existe pas.', en: 'There is no such note.' },
  'notice-unknown': {
    fr: 'Cette version de l’information n’existe pas.',
    en: 'There is no such version of the notice.',
  },
  'notice-exists': {
    fr: 'Une version de l’information porte déjà ce nom. Une version publiée ne change plus.',
    en: 'A version of the notice already has that name. A published version no longer changes.',
  },
} as const

export type PrivacyCode = keyof typeof sentences

/** Understood, and refused. */
export class PrivacyRefused extends Error {
  readonly code: PrivacyCode
  readonly words: { readonly fr: string; readonly en: string }
  constructor(code: PrivacyCode) {
    super(sentences[code].en)
    this.name = 'PrivacyRefused'
    this.code = code
    this.words = sentences[code]
  }
}
