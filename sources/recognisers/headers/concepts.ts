// The words that headers are made of, and what they speak of. They read a header that no list foresaw ("Date de signature client")
// word by word. One word may speak of two things: the pattern of the field decides.

export type Concept =
  | 'DATE' | 'CREATE' | 'CLOSE' | 'EXPECTED' | 'OWNER' | 'NAME' | 'AMOUNT' | 'CURRENCY' | 'STAGE' | 'STATUS' | 'DEAL' | 'ACCOUNT' | 'PRODUCT'
  | 'ID' | 'LOST' | 'WON' | 'REASON' | 'PROBABILITY' | 'SOURCE' | 'TYPE' | 'EMAIL' | 'COUNTRY' | 'INDUSTRY' | 'EMPLOYEES' | 'REGION' | 'TEAM'
  | 'MANAGER' | 'LEAD' | 'SCORE' | 'CONVERT' | 'QUALIFY' | 'ENTER' | 'LEAVE' | 'HIRE' | 'PRICE' | 'FAMILY' | 'QUANTITY' | 'PERSON' | 'PIPELINE'
  | 'DOMAIN' | 'JOB' | 'FOREIGN' | 'CHANGE' | 'SMALL' // prettier-ignore

const table: readonly (readonly [Concept, string])[] = [
  ['DATE', 'datum fecha data am date dates le on at jour day time heure timestamp datetime dt'],
  [
    'CREATE',
    'erstellt angelegt eroffnet creado creacion creato creazione aangemaakt criado apertura inicio creation created create cree creee opened open ouverture ouvert ouverte debut start engage engaged add added saisie detection',
  ],
  [
    'CLOSE',
    'geschlossen abschluss abgeschlossen cierre cerrado chiusura chiuso gesloten sluiting fechado fechamento cloture cloturee close closed closing fermeture ferme fermee signature signe signee signed conclusion conclu conclue end fin decision',
  ],
  [
    'EXPECTED',
    'erwartet erwarteter geplant previsto prevista verwacht prevu prevue prevision previsionnel previsionnelle expected estimated estimee estime forecast forecasted target planned attendu attendue projected cible theorique',
  ],
  [
    'OWNER',
    'verantwortlich verantwortlicher besitzer inhaber verkaufer vertriebler propietario comercial vendedor proprietario venditore eigenaar verkoper owner proprietaire commercial commerciale vendeur vendeuse salesperson rep representative agent responsable seller charge executive attribue assigne assigned',
  ],
  [
    'NAME',
    'titel bezeichnung nombre titulo nome titolo naam name nom intitule libelle titre title designation',
  ],
  [
    'AMOUNT',
    'betrag wert umsatz importe valor importo bedrag waarde amount montant value valeur revenue revenu ca chiffre affaires total budget bookings booking mrr arr acv tcv',
  ],
  ['CURRENCY', 'wahrung moneda valuta moeda currency devise monnaie'],
  ['STAGE', 'etapa fase stufe stage etape phase stade'],
  ['STATUS', 'estado stato status statut etat state outcome resultat result issue'],
  [
    'DEAL',
    'geschaft oportunidad opportunita negocio verkaufschance deal affaire affaires opportunity opportunite transaction opp oppty vente sale sales projet project dossier contrat contract devis',
  ],
  [
    'ACCOUNT',
    'kunde kunden cliente klant firma unternehmen empresa azienda bedrijf account compte societe entreprise client customer company organisation organization tiers',
  ],
  ['PRODUCT', 'produkt producto prodotto produto product produit article offre offer solution sku'],
  ['ID', 'nummer nr id ids identifiant numero ref reference code key cle uid uuid guid no'],
  ['LOST', 'verloren perdido perdida perso lost perdu perdue perte loss echec'],
  ['WON', 'gewonnen ganado vinto won gagne gagnee gain win'],
  ['REASON', 'grund motivo reden reason raison motif cause why pourquoi'],
  [
    'PROBABILITY',
    'wahrscheinlichkeit probabilidad probabilita kans probability probabilite proba chance chances',
  ],
  ['SOURCE', 'quelle herkunft origen fuente fonte origem source origine provenance canal channel origin'],
  ['TYPE', 'type nature categorie category kind'],
  ['EMAIL', 'email mail courriel mel e'],
  ['COUNTRY', 'country pays'],
  ['INDUSTRY', 'industry secteur sector industrie activite vertical'],
  ['EMPLOYEES', 'employees effectif effectifs employes salaries headcount collaborateurs'],
  ['REGION', 'region territory territoire zone agence office bureau'],
  ['TEAM', 'team equipe squad pole groupe group'],
  ['MANAGER', 'manager superviseur supervisor chef n+1'],
  ['LEAD', 'lead leads prospect piste'],
  ['SCORE', 'score scoring note points'],
  ['CONVERT', 'converted conversion converti convertie convert'],
  ['QUALIFY', 'qualified qualifie qualification qualifiee sql'],
  ['ENTER', 'entered entree enter entry passage'],
  ['LEAVE', 'left exited exit sortie sorti leave leaving depart departure termination'],
  ['HIRE', 'hire hired embauche arrivee joining joined recrutement'],
  ['PRICE', 'price prix tarif list catalogue unit unitaire'],
  ['FAMILY', 'family famille gamme series serie ligne line range'],
  ['QUANTITY', 'quantity quantite qty qte'],
  ['PERSON', 'person personne employee collaborateur utilisateur user member salarie'],
  ['PIPELINE', 'pipeline pipe funnel entonnoir'],
  ['DOMAIN', 'domain domaine website site web url'],
  ['JOB', 'job role fonction poste metier function position'],
  // Speaks of another record, or of something derived: such a header is not about the field that its other words name.
  [
    'FOREIGN',
    `ticket case incident activity task tache call appel meeting reunion rdv rendez vous event evenement contact interlocuteur phone telephone
    invoice facture payment paiement campaign campagne modified modification modifie modifiee updated update last dernier derniere next prochain prochaine
    previous precedent precedente days jours duration duree age weighted pondere ponderee count nombre nb quarter trimestre year annee month mois
    fiscal cost cout margin marge discount remise tax taxe shipping livraison facturation billing birth naissance expiration renewal viewed
    iterations iteration changes size comment commentaire note notes document attachment step competitor concurrent parent created_by creator createur auteur author`,
  ],
  ['CHANGE', 'change changed changement moved transition history historique'],
  [
    'SMALL',
    'par by pour for in dans en et and sur a au aux actual actuel actuelle reel reelle final finale current principal principale primary',
  ],
]

const byWord = new Map<string, Concept[]>()
for (const [concept, words] of table) {
  for (const word of words.split(/\s+/)) {
    const known = byWord.get(word)
    if (known === undefined) byWord.set(word, [concept])
    else known.push(concept)
  }
}

/** What a word of a header speaks of; empty when nothing here knows it. */
export function conceptsOf(word: string): readonly Concept[] {
  return byWord.get(word) ?? []
}

const named = new Map<string, Concept>(table.map(([concept]) => [concept, concept] as const))

/** The concept of that name; throws when there is none, which is a fault of the patterns beside this file. */
export function conceptNamed(name: string): Concept {
  const concept = named.get(name)
  if (concept === undefined) throw new Error(`no concept is named ${name}`)
  return concept
}
