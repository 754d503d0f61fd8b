// What a delivered table can be taken for, and the fields it can bring: the meeting point of recognisers
// (which column is which field), values (how cells are read) and staging (where they go).

export interface Words {
  readonly fr: string
  readonly en: string
}

/** How the cells of a field are read. */
export type FieldKind =
  | 'id' // text that identifies: case and zeros count
  | 'text'
  | 'person' // e-mail, id or name of a colleague, matched through the people map
  | 'email'
  | 'day' // a date, or the organisation's day of an instant
  | 'instant'
  | 'money'
  | 'currency'
  | 'number'
  | 'whole'
  | 'flag'
  | 'percentage'

export interface Field {
  readonly name: Words
  readonly kind: FieldKind
  /** Douze's own template has this column, under these headers; there, an empty cell refuses the row. */
  readonly template?: { readonly en: string; readonly fr: string; readonly isRequired?: true }
}

export interface Entity {
  readonly name: Words
  /** "one row per ..." */
  readonly grain: Words
  readonly fields: Readonly<Record<string, Field>>
}

const w = (fr: string, en: string): Words => ({ fr, en })
const f = (kind: FieldKind, fr: string, en: string): Field => ({ name: w(fr, en), kind })
const t = (kind: FieldKind, name: Words, template: { en: string; fr: string; isRequired?: true }): Field => ({
  name,
  kind,
  template,
})

export const entities = {
  people: {
    name: w('Personnes', 'People'),
    grain: w('une ligne par personne', 'one row per person'),
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      email: t('email', w('E-mail', 'E-mail'), { en: 'person_email', fr: 'courriel', isRequired: true }),
      name: t('text', w('Nom', 'Name'), { en: 'display_name', fr: 'nom', isRequired: true }),
      firstName: f('text', 'Prénom', 'First name'),
      lastName: f('text', 'Nom de famille', 'Last name'),
      job: t('text', w('Fonction', 'Job'), { en: 'role', fr: 'fonction' }),
      team: t('text', w('Équipe', 'Team'), { en: 'team', fr: 'equipe' }),
      region: f('text', 'Région', 'Region'),
      manager: t('person', w('Responsable', 'Manager'), { en: 'manager_email', fr: 'responsable' }),
      hiredOn: t('day', w('Arrivée', 'Hired'), { en: 'hired_on', fr: 'arrivee_le' }),
      leftOn: t('day', w('Départ', 'Left'), { en: 'left_on', fr: 'depart_le' }),
      teamFrom: t('day', w('Dans l’équipe depuis', 'In the team since'), {
        en: 'in_team_since',
        fr: 'dans_equipe_depuis',
      }),
      isActive: f('flag', 'Actif', 'Active'),
    },
  },
  teams: {
    name: w('Équipes', 'Teams'),
    grain: w('une ligne par équipe ou rôle', 'one row per team or role'),
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      name: f('text', 'Nom', 'Name'),
    },
  },
  accounts: {
    name: w('Comptes', 'Accounts'),
    grain: w('une ligne par entreprise cliente ou prospecte', 'one row per customer or prospect company'),
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'account_id', fr: 'id_compte' }),
      name: t('text', w('Nom', 'Name'), { en: 'account_name', fr: 'compte', isRequired: true }),
      domain: t('text', w('Domaine', 'Domain'), { en: 'domain', fr: 'domaine' }),
      industry: t('text', w('Secteur', 'Industry'), { en: 'industry', fr: 'secteur' }),
      country: t('text', w('Pays', 'Country'), { en: 'country', fr: 'pays' }),
      employees: t('whole', w('Effectif', 'Employees'), { en: 'employees', fr: 'effectif' }),
      parent: f('text', 'Maison mère', 'Parent company'),
      owner: f('person', 'Commercial', 'Owner'),
      createdOn: f('day', 'Créé le', 'Created'),
      isDeleted: f('flag', 'Supprimé', 'Deleted'),
    },
  },
  products: {
    name: w('Produits', 'Products'),
    grain: w('une ligne par produit', 'one row per product'),
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'product_id', fr: 'id_produit' }),
      name: t('text', w('Nom', 'Name'), { en: 'product_name', fr: 'produit', isRequired: true }),
      code: t('text', w('Code', 'Code'), { en: 'code', fr: 'code' }),
      family: t('text', w('Famille', 'Family'), { en: 'family', fr: 'famille' }),
      listPrice: t('money', w('Prix catalogue', 'List price'), { en: 'list_price', fr: 'prix_catalogue' }),
      currency: t('currency', w('Devise', 'Currency'), { en: 'currency', fr: 'devise' }),
    },
  },
  stages: {
    name: w('Étapes', 'Stages'),
    grain: w('une ligne par étape', 'one row per stage'),
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      name: t('text', w('Nom', 'Name'), { en: 'stage', fr: 'etape', isRequired: true }),
      pipeline: t('text', w('Pipeline', 'Pipeline'), { en: 'pipeline', fr: 'pipeline' }),
      position: t('whole', w('Ordre', 'Order'), { en: 'position', fr: 'ordre' }),
      probability: t('percentage', w('Probabilité', 'Probability'), { en: 'probability', fr: 'probabilite' }),
      isClosed: f('flag', 'Close', 'Closed'),
      isWon: f('flag', 'Gagnée', 'Won'),
    },
  },
  opportunities: {
    name: w('Affaires', 'Opportunities'),
    grain: w('une ligne par affaire', 'one row per opportunity'),
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'deal_id', fr: 'id_affaire', isRequired: true }),
      name: t('text', w('Intitulé', 'Title'), { en: 'title', fr: 'intitule' }),
      amount: t('money', w('Montant', 'Amount'), { en: 'amount', fr: 'montant', isRequired: true }),
      currency: t('currency', w('Devise', 'Currency'), { en: 'currency', fr: 'devise' }),
      stage: t('text', w('Étape', 'Stage'), { en: 'stage', fr: 'etape', isRequired: true }),
      pipeline: t('text', w('Pipeline', 'Pipeline'), { en: 'pipeline', fr: 'pipeline' }),
      owner: t('person', w('Commercial', 'Owner'), { en: 'owner_email', fr: 'commercial', isRequired: true }),
      openedAt: t('instant', w('Créée le', 'Created'), { en: 'created_at', fr: 'cree_le', isRequired: true }),
      closedAt: t('instant', w('Close le', 'Closed'), { en: 'closed_at', fr: 'cloture_le' }),
      wonAt: f('instant', 'Gagnée le', 'Won'),
      lostAt: f('instant', 'Perdue le', 'Lost'),
      expectedCloseOn: f('day', 'Clôture prévue', 'Expected close'),
      status: t('text', w('Statut', 'Status'), { en: 'status', fr: 'statut' }),
      isClosed: f('flag', 'Close', 'Closed'),
      isWon: f('flag', 'Gagnée', 'Won'),
      isActive: f('flag', 'Active', 'Active'),
      probability: f('percentage', 'Probabilité', 'Probability'),
      account: t('text', w('Compte', 'Account'), { en: 'account', fr: 'compte' }),
      accountId: f('id', 'Identifiant du compte', 'Account id'),
      accountDomain: f('text', 'Domaine du compte', 'Account domain'),
      product: t('text', w('Produit', 'Product'), { en: 'product', fr: 'produit' }),
      type: t('text', w('Type', 'Type'), { en: 'type', fr: 'type' }),
      leadSource: t('text', w('Origine', 'Lead source'), { en: 'lead_source', fr: 'origine' }),
      lossReason: t('text', w('Raison de la perte', 'Loss reason'), {
        en: 'loss_reason',
        fr: 'raison_perte',
      }),
      region: f('text', 'Région', 'Region'),
      isDeleted: f('flag', 'Supprimée', 'Deleted'),
    },
  },
  'opportunity-lines': {
    name: w('Lignes d’affaire', 'Opportunity lines'),
    grain: w('une ligne par produit d’une affaire', 'one row per product of an opportunity'),
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      opportunity: t('id', w('Affaire', 'Opportunity'), {
        en: 'deal_id',
        fr: 'id_affaire',
        isRequired: true,
      }),
      product: t('text', w('Produit', 'Product'), { en: 'product', fr: 'produit', isRequired: true }),
      productId: f('id', 'Identifiant du produit', 'Product id'),
      quantity: t('number', w('Quantité', 'Quantity'), { en: 'quantity', fr: 'quantite' }),
      amount: t('money', w('Montant', 'Amount'), { en: 'amount', fr: 'montant' }),
      currency: t('currency', w('Devise', 'Currency'), { en: 'currency', fr: 'devise' }),
      type: t('text', w('Type', 'Type'), { en: 'type', fr: 'type' }),
      isDeleted: f('flag', 'Supprimée', 'Deleted'),
    },
  },
  'stage-history': {
    name: w('Historique des étapes', 'Stage history'),
    grain: w('une ligne par changement d’une affaire', 'one row per change of an opportunity'),
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      opportunity: t('id', w('Affaire', 'Opportunity'), {
        en: 'deal_id',
        fr: 'id_affaire',
        isRequired: true,
      }),
      stage: t('text', w('Étape', 'Stage'), { en: 'stage', fr: 'etape', isRequired: true }),
      enteredAt: t('instant', w('Entrée', 'Entered'), {
        en: 'entered_at',
        fr: 'entree_le',
        isRequired: true,
      }),
      leftAt: t('instant', w('Sortie', 'Left'), { en: 'left_at', fr: 'sortie_le' }),
      owner: f('person', 'Commercial', 'Owner'),
    },
  },
  leads: {
    name: w('Leads', 'Leads'),
    grain: w('une ligne par lead', 'one row per lead'),
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'lead_id', fr: 'id_lead', isRequired: true }),
      createdAt: t('instant', w('Créé le', 'Created'), { en: 'created_at', fr: 'cree_le', isRequired: true }),
      owner: t('person', w('Commercial', 'Owner'), { en: 'owner_email', fr: 'commercial' }),
      leadSource: t('text', w('Origine', 'Lead source'), { en: 'lead_source', fr: 'origine' }),
      status: t('text', w('Statut', 'Status'), { en: 'status', fr: 'statut' }),
      score: t('number', w('Score', 'Score'), { en: 'score', fr: 'score' }),
      isQualified: t('flag', w('Qualifié', 'Qualified'), { en: 'is_qualified', fr: 'qualifie' }),
      isConverted: t('flag', w('Converti', 'Converted'), { en: 'is_converted', fr: 'converti' }),
      convertedAt: t('instant', w('Converti le', 'Converted on'), { en: 'converted_at', fr: 'converti_le' }),
      opportunity: t('id', w('Affaire', 'Opportunity'), { en: 'deal_id', fr: 'id_affaire' }),
      account: t('text', w('Compte', 'Account'), { en: 'account', fr: 'compte' }),
      accountId: f('id', 'Identifiant du compte', 'Account id'),
      accountDomain: f('text', 'Domaine du compte', 'Account domain'),
      isDeleted: f('flag', 'Supprimé', 'Deleted'),
    },
  },
  'currency-rates': {
    name: w('Cours des devises', 'Currency rates'),
    grain: w('une ligne par devise et date', 'one row per currency and date'),
    fields: {
      currency: t('currency', w('Devise', 'Currency'), { en: 'currency', fr: 'devise', isRequired: true }),
      validFrom: t('day', w('À partir du', 'Valid from'), {
        en: 'valid_from',
        fr: 'a_partir_du',
        isRequired: true,
      }),
      rate: t('number', w('Cours', 'Rate'), { en: 'rate', fr: 'cours', isRequired: true }),
    },
  },
} as const satisfies Record<string, Entity>

export type EntityName = keyof typeof entities
export type FieldName<Name extends EntityName> = keyof (typeof entities)[Name]['fields'] & string

export const entityNames = Object.keys(entities) as EntityName[]
