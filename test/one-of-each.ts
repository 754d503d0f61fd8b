// A small delivery in which every table that a specification merges has some rows, written by hand in its template.

/** Files by name. People come first in what they say, not in the order in which they are read. */
export const oneOfEach: Readonly<Record<string, string>> = {
  'people.csv': `person_email,display_name,role,team,hired_on
lea@example.com,Léa Martin,rep,Nord,2024-01-08
tom@example.com,Tom Durand,rep,Sud,2025-02-03
ana@example.com,Ana Silva,manager,Nord,2020-05-04
`,
  'deals.csv': `deal_id,title,amount,currency,stage,owner_email,created_at,account
D-1,Stock,1000.00,EUR,Proposal,lea@example.com,2026-01-10,Aubrac SA
D-2,Maintenance,2000.00,EUR,Proposal,tom@example.com,2026-02-10,
`,
  'leads.csv': `lead_id,created_at,owner_email,account
L-1,2026-03-01,tom@example.com,Brume SARL
`,
  'temps.csv': `id_activite;commercial;activite;debut_le;fin_le;jour;minutes;outil;compte;id_affaire
A-1;lea@example.com;réunion client;2026-03-02 09:00:00;2026-03-02 10:30:00;;;agenda;Aubrac SA;D-1
A-2;lea@example.com;saisie;;;2026-03-02;45;CRM;;
A-3;tom@example.com;déplacement;2026-03-03 23:30:00;2026-03-04 00:30:00;;;;;
;tom@example.com;formation;;;2026-03-05;60;;;
`,
  'horaires.csv': `personne;a_partir_du;heures_par_semaine;jours_par_semaine
;;35;5
tom@example.com;2026-01-01;28;4
`,
  'absences.csv': `absence_id,person,first_day,last_day,share_of_day
V-1,lea@example.com,2026-03-09,2026-03-13,
V-2,tom@example.com,2026-03-10,,0.5
`,
  'feries.csv': `ferie_le;nom_ferie
2026-04-06;Lundi de Pâques
`,
  'contenus.csv': `id_contenu;titre_contenu;type_contenu;service;auteur;etape;publie_le;est_modele;fait_a_partir_de
K-1;Modèle de proposition;modèle;marketing;ana@example.com;;2026-01-05;oui;
K-2;Étude de cas Aubrac;étude de cas;ventes;lea@example.com;Proposal;2026-02-01;non;K-1
`,
  'versions.csv': `content,content_version,published_on,author
K-2,1,2026-02-01,lea@example.com
K-2,2,2026-03-01,lea@example.com
`,
  'travail.csv': `id_travail;contenu;personne;travail;travaille_le;heures
W-1;K-2;lea@example.com;création;2026-01-28;3,5
W-2;Présentation maison;tom@example.com;mise à jour;2026-01-29;1
`,
  'usages.csv': `event_id,rep_email,content_use,content,occurred_at,has_result,seconds,account,deal_id
U-1,lea@example.com,search,,2026-03-02T08:00:00Z,yes,40,,
U-2,lea@example.com,share,K-2,2026-03-02T08:05:00Z,,,Aubrac SA,D-1
U-3,tom@example.com,open,Étude de cas Aubrac,2026-03-03T08:05:00Z,,120,,
`,
  'formations.csv': `id_formation;nom_formation;sorte_formation;heures;mois_de_validite
C-1;Négociation;certification;7;24
`,
  'resultats.csv': `result_id,person,course,assigned_on,completed_on,training_score,is_passed
R-1,lea@example.com,Négociation,2026-01-05,2026-02-05,80,yes
R-2,tom@example.com,C-1,2026-01-05,,,
R-3,tom@example.com,Découverte produit,2026-01-06,2026-01-20,65,no
`,
  'ateliers.csv': `workshop_id,workshop_name,held_on,hours,is_randomised
S-1,Objections,2026-02-12,7,yes
`,
  'presences.csv': `workshop,held_on,person,has_attended,score_before,score_after
Objections,,lea@example.com,yes,50,70
S-1,,tom@example.com,no,,
Closing,2026-03-12,tom@example.com,yes,40,55
`,
  'coaching.csv': `session_id,person,coach,held_on,minutes,skill,action_agreed,action_due_on,action_done_on
N-1,lea@example.com,ana@example.com,2026-03-04,45,Discovery,Prepare three questions,2026-03-18,
`,
  'accueil.csv': `personne;parcours;jalon;prevu_le;atteint_le
tom@example.com;Accueil;Premier rendez-vous seul;2025-03-15;2025-03-10
`,
  'couts.csv': `id_cout;jour_cout;montant;devise;categorie_cout;canal;campagne;equipe;libelle
F-1;31/03/2026;12 000,00;EUR;salaires;;;Nord;Salaires de mars
F-2;05/03/2026;850,50;EUR;publicité;LinkedIn;Printemps;;Annonces
`,
  'quotas.csv': `id_quota;personne;periode_quota;premier_jour;dernier_jour;montant_quota;devise;affaires_quota
O-1;lea@example.com;2026-T1;;;90 000,00;EUR;6
O-2;tom@example.com;;01/01/2026;31/01/2026;20 000,00;EUR;
`,
  'objectifs.csv': `indicateur;reponse_indicateur;sorte_objectif;equipe;a_partir_du;valeur_objectif;unite_objectif
taux de conversion;win-rate;objectif;;2026-01-01;25 %;
nps;nps;objectif;Nord;2026-01-01;30;points
`,
  'factures.csv': `invoice_id,account,invoiced_on,amount,currency,margin,owner_email
I-1,Aubrac SA,2026-03-31,500.00,EUR,200.00,lea@example.com
I-2,Cèdre,2026-03-31,90.00,EUR,,
`,
  'contrats.csv': `id_abonnement;compte;contrat;premier_jour;dernier_jour;montant_mensuel;montant_annuel;devise;raison_depart
B-1;Aubrac SA;CT-1;01/01/2025;;250,00;;EUR;
B-2;Cèdre;CT-2;01/01/2025;28/02/2026;;1 200,00;EUR;trop cher
`,
  'renouvellements.csv': `renewal_id,account,contract,due_on,renewal_outcome,yearly_amount,currency,is_at_risk
Q-1,Aubrac SA,CT-1,2026-12-31,pending,3000.00,EUR,no
`,
  'scores.csv': `lead_id,scored_on,lead_score,scoring_method,is_good
L-1,2026-03-02,72,v1,yes
`,
  'enquetes.csv': `id_enquete;nom_enquete;sorte_enquete;envoyee_le;personnes_interrogees
E-1;NPS du printemps;nps;2026-03-10;
`,
  'reponses.csv': `response_id,survey_id,respondent,invited_on,answered_at,score,comment,rep_email,account
P-1,E-1,client@aubrac.example,2026-03-10,2026-03-12T10:00:00Z,9,Très bien,lea@example.com,Aubrac SA
P-2,E-1,autre@cedre.example,2026-03-10,,,,,Cèdre
P-3,Enquête maison,,,2026-03-15T10:00:00Z,4,Lent,tom@example.com,
`,
  'retours.csv': `id_retour;recu_le;canal_retour;commentaire;theme;tonalite;compte;commercial;id_reponse
V-1;2026-03-16;ticket;Livraison en retard;Délais;négatif;Aubrac SA;;
V-2;2026-03-17;entretien;Prise en main simple;;positif;;tom@example.com;P-3
`,
  'themes.csv': `id_theme;nom_theme;mots_cles
T-1;Délais;"retard; délai"
`,
  'suites.csv': `id_action;id_retour;theme;sorte_action;fait_le;personne;contenu;description
X-1;V-1;;réponse;2026-03-20;ana@example.com;;Appel au client
X-2;;Délais;contenu;2026-03-25;ana@example.com;K-2;Page sur les délais
`,
}
