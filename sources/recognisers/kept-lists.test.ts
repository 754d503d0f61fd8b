// Lists that people keep of what falls due, what was agreed and when they work, as tools export them and people write them, in both
// languages; and tables of other things that look like them.
import { describe, expect, test } from 'vitest'
import { recognise } from './recognise.ts'
import { sketchOf } from './sketch-of.ts'

function taken(fileName: string, text: string) {
  const [answer] = recognise([sketchOf(fileName, text)])
  if (answer?.kind !== 'understood') return { entity: answer?.kind, fields: {} }
  const [plan] = answer.plans
  return {
    entity: plan?.entity,
    fields: Object.fromEntries(
      (plan?.columns ?? []).flatMap(({ header, field }) => (field === null ? [] : [[header, field]])),
    ),
  }
}

describe('kept lists', () => {
  test.each([
    [
      'renouvellements.csv',
      `Client;N° contrat;Date de renouvellement;Montant annuel;Statut du renouvellement;À risque;Chargé de compte
       Aubrac;C-1;30/06/2026;12000;en attente;oui;Ana Silva
       Borea;C-2;31/07/2026;8000;renouvelé;non;Ana Silva`,
      'renewals',
      {
        Client: 'account',
        'N° contrat': 'contract',
        'Date de renouvellement': 'dueOn',
        'Montant annuel': 'amount',
        'Statut du renouvellement': 'outcome',
        'À risque': 'isAtRisk',
        'Chargé de compte': 'owner',
      },
    ],
    [
      'q3.csv',
      `Account Name;Renewal Date;ARR;Renewal Status;CSM
       Aubrac;2026-06-30;12000;pending;Ana Silva
       Borea;2026-07-31;8000;renewed;Ana Silva`,
      'renewals',
      {
        'Account Name': 'account',
        'Renewal Date': 'dueOn',
        ARR: 'amount',
        'Renewal Status': 'outcome',
        CSM: 'owner',
      },
    ],
    [
      'export.csv',
      `Lead ID;Lead Score;Score Date;Scoring Model
       L-1;72;2026-03-01;v2
       L-2;13;2026-03-01;v2`,
      'lead-scores',
      { 'Lead ID': 'lead', 'Lead Score': 'score', 'Score Date': 'scoredOn', 'Scoring Model': 'method' },
    ],
    [
      'scores.csv',
      `ID du lead;Score du lead;Noté le
       L-1;72;01/03/2026
       L-2;13;15/03/2026`,
      'lead-scores',
      { 'ID du lead': 'lead', 'Score du lead': 'score', 'Noté le': 'scoredOn' },
    ],
    [
      'coaching.csv',
      `Date de la séance;Commercial;Coach;Durée (min);Compétence;Engagement;Pour le
       03/03/2026;Ana Silva;Mia Lang;45;découverte;préparer trois questions;17/03/2026
       24/03/2026;Bob Roc;Mia Lang;30;négociation;;`,
      'coaching-sessions',
      {
        'Date de la séance': 'heldOn',
        Commercial: 'person',
        Coach: 'coach',
        'Durée (min)': 'minutes',
        Compétence: 'skill',
        Engagement: 'action',
        'Pour le': 'actionDueOn',
      },
    ],
    [
      'one-to-ones.csv',
      `Session Date;Rep Email;Coached By;Topic;Next Steps
       2026-03-03;ana@example.com;mia@example.com;discovery;three questions
       2026-03-24;bob@example.com;mia@example.com;pricing;`,
      'coaching-sessions',
      {
        'Session Date': 'heldOn',
        'Rep Email': 'person',
        'Coached By': 'coach',
        Topic: 'skill',
        'Next Steps': 'action',
      },
    ],
    [
      'jalons.csv',
      `Nouvel arrivant;Parcours;Jalon;Prévu le;Atteint le
       Ana Silva;accueil;premier rendez-vous;15/02/2026;20/02/2026
       Bob Roc;accueil;premier rendez-vous;15/03/2026;`,
      'onboarding-milestones',
      {
        'Nouvel arrivant': 'person',
        Parcours: 'programme',
        Jalon: 'milestone',
        'Prévu le': 'dueOn',
        'Atteint le': 'reachedOn',
      },
    ],
    [
      'onboarding.csv',
      `New Hire;Milestone;Due Date;Completed On
       ana@example.com;first demo;2026-02-15;2026-02-20
       bob@example.com;first demo;2026-03-15;`,
      'onboarding-milestones',
      { 'New Hire': 'person', Milestone: 'milestone', 'Due Date': 'dueOn', 'Completed On': 'reachedOn' },
    ],
    [
      'conges.csv',
      `Salarié;Type;Date de début;Date de fin;Motif
       Ana Silva;CP;02/03/2026;06/03/2026;vacances
       Bob Roc;maladie;16/03/2026;17/03/2026;grippe`,
      'absences',
      { Salarié: 'person', 'Date de début': 'startsOn', 'Date de fin': 'lastDay' },
    ],
    [
      'time-off.csv',
      `Employee;Leave From;Leave To;Leave Type
       Ana Silva;2026-03-02;2026-03-06;vacation
       Bob Roc;2026-03-16;2026-03-17;sick`,
      'absences',
      { Employee: 'person', 'Leave From': 'startsOn', 'Leave To': 'lastDay' },
    ],
    [
      'horaires.csv',
      `Collaborateur;Heures par semaine;Jours par semaine;À partir du
       Ana Silva;35;5;01/01/2026
       Bob Roc;28;4;01/01/2026`,
      'work-schedules',
      {
        Collaborateur: 'person',
        'Heures par semaine': 'hoursPerWeek',
        'Jours par semaine': 'daysPerWeek',
        'À partir du': 'startsOn',
      },
    ],
    [
      'contracts.csv',
      `Employee;Weekly Hours;Effective From
       Ana Silva;35;2026-01-01
       Bob Roc;28;2026-01-01`,
      'work-schedules',
      { Employee: 'person', 'Weekly Hours': 'hoursPerWeek', 'Effective From': 'startsOn' },
    ],
    [
      'échéances.csv',
      `Contrat;Client;Date d’échéance;Renouvelé ?;Renouvelé le;Montant annuel
       C-1;Aubrac;30/06/2026;oui;15/06/2026;12000
       C-2;Borea;31/07/2026;non;;8000`,
      'renewals',
      {
        Contrat: 'contract',
        Client: 'account',
        'Date d’échéance': 'dueOn',
        'Renouvelé ?': 'outcome',
        'Renouvelé le': 'decidedOn',
        'Montant annuel': 'amount',
      },
    ],
    [
      'ateliers.csv',
      `Atelier;Date;Participant;Présent
       Négociation;04/03/2026;Ana Silva;oui
       Négociation;04/03/2026;Bob Roc;non`,
      'workshop-attendances',
      { Atelier: 'workshop', Date: 'heldOn', Participant: 'person', Présent: 'hasAttended' },
    ],
    [
      'attendance-q1.csv',
      `Workshop;Session Date;Attendee Email;Attended;Pre-test;Post-test
       Closing;2026-03-04;ana@example.com;yes;55%;70%
       Closing;2026-03-04;bob@example.com;no;;`,
      'workshop-attendances',
      {
        Workshop: 'workshop',
        'Session Date': 'heldOn',
        'Attendee Email': 'person',
        Attended: 'hasAttended',
        'Pre-test': 'scoreBefore',
        'Post-test': 'scoreAfter',
      },
    ],
    [
      'temps-de-creation.csv',
      `Contenu;Auteur;Date;Heures
       Deck produit;Zoé Blin;04/03/2026;3,5
       Cas client;Zoé Blin;05/03/2026;2`,
      'content-work',
      { Contenu: 'content', Auteur: 'person', Date: 'day', Heures: 'hours' },
    ],
    [
      'actions.csv',
      `Retour;Action;Responsable;Décidée le;Faite le;Contenu modifié
       F-1;Refaire la grille de prix;Zoé Blin;04/03/2026;25/03/2026;Grille
       F-2;Nouvelle démo;Ana Silva;11/03/2026;30/03/2026;Deck`,
      'feedback-actions',
      {
        Retour: 'feedback',
        Action: 'description',
        Responsable: 'owner',
        'Faite le': 'actedOn',
        'Contenu modifié': 'content',
      },
    ],
    [
      'raisons-de-perte.csv',
      `ID affaire;Raison de la perte;Perdue le
       D-1;prix;03/03/2026
       D-2;concurrent;24/03/2026`,
      'opportunities',
      { 'ID affaire': 'externalId', 'Raison de la perte': 'lossReason', 'Perdue le': 'lostAt' },
    ],
    [
      'lost-deals.csv',
      `Deal ID;Lost Reason;Lost On
       D-1;price;2026-03-03
       D-2;competitor;2026-03-24`,
      'opportunities',
      { 'Deal ID': 'externalId', 'Lost Reason': 'lossReason', 'Lost On': 'lostAt' },
    ],
  ])('%s is a list of %s', (fileName, text, entity, fields) => {
    expect(taken(fileName, text.replaceAll(/\n */g, '\n'))).toEqual({ entity, fields })
  })

  test.each([
    // Contracts with their end are subscriptions, leads with a score are leads, colleagues with a day of hire are people.
    [
      'contrats.csv',
      'Client;Début;Fin;Montant mensuel\nAubrac;01/01/2025;31/12/2026;1000\nBorea;01/02/2025;31/01/2027;500',
      'subscriptions',
    ],
    [
      'leads.csv',
      'Lead ID;Created Date;Lead Source;Lead Score;Status\nL-1;2026-03-01;web;72;new\nL-2;2026-03-02;fair;13;qualified',
      'leads',
    ],
    [
      'equipe.csv',
      'Nom;Prénom;E-mail;Équipe;Manager;Date d’embauche\nSilva;Ana;ana@example.com;Nord;Mia Lang;01/02/2024\nRoc;Bob;bob@example.com;Sud;Mia Lang;01/03/2024',
      'people',
    ],
    [
      'temps.csv',
      'Date;Collaborateur;Activité;Durée (h);Client\n04/03/2026;Ana Silva;Réunion client;1,5;Aubrac\n05/03/2026;Ana Silva;Saisie CRM;0,5;',
      'activities',
    ],
    [
      'contenus.csv',
      'Titre;Type;Étape;Créé le;Auteur\nDeck produit;Présentation;Découverte;04/03/2026;Zoé Blin\nCas client;PDF;Proposition;05/03/2026;Zoé Blin',
      'content-items',
    ],
    [
      'retours.csv',
      'Date;Client;Retour;Thème\n04/03/2026;Aubrac;Le prix est flou;Prix\n05/03/2026;Borea;Bonne démo;Démo',
      'feedback',
    ],
    [
      'formations.csv',
      'Collaborateur;Formation;Date limite;Terminé le;Score\nAna Silva;Négocier;01/03/2026;20/02/2026;80\nBob Roc;Négocier;01/03/2026;;',
      'training-results',
    ],
    // Days when an office is closed are nobody's absence, and no list of these.
    [
      'schedule_holiday_data.csv',
      'id;schedule_id;end_date;name;start_date\n1;360000;2026-12-25;Christmas;2026-12-25\n2;360000;2027-01-01;New Year;2027-01-01',
      'unknown',
    ],
    [
      'ticket_chat_event_data.csv',
      'chat_id;created_at;actor_id;message;type\n1.A;2026-03-04 10:00:00;agent:1;Hello, how can I help;ChatMessage\n1.A;2026-03-04 10:01:00;enduser:2;My order is late;ChatMessage',
      'known-unused',
    ],
    [
      'charge_data.csv',
      'id;amount;amount_refunded;captured;created;currency;customer_id;failure_code;invoice_id;livemode;paid;status\nch_1;3293232;0;FALSE;2026-02-18 14:07:57;usd;cus_1;card_declined;;TRUE;FALSE;failed\nch_2;1000;0;TRUE;2026-02-18 14:08:57;usd;cus_2;;in_1;TRUE;TRUE;succeeded',
      'known-unused',
    ],
  ])('%s is none: it holds %s', (fileName, text, entity) => {
    expect(taken(fileName, text).entity).toBe(entity)
  })
})
