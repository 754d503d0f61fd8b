// Who sells what to whom: people, teams, companies, products, stages.
import { type Entity, f, t, w } from './field.ts'

export const organisationEntities = {
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
      mergedIds: f('text', 'Identifiants fusionnés', 'Merged ids'),
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
} as const satisfies Record<string, Entity>
