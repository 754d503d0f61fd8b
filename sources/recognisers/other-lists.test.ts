// Lists of time, voices, money and training as tools export them and people keep them, in both languages: taken for what they are,
// column by column, and never where they could be two things.
import { describe, expect, test } from 'vitest'
import { recognise } from './recognise.ts'
import { sketchOf } from './sketch-of.ts'

/** The entity, and the fields by header; or why not. */
function taken(fileName: string, text: string) {
  const [answer] = recognise([sketchOf(fileName, text)])
  if (answer?.kind !== 'understood') return { entity: answer?.kind, fields: {}, constants: undefined }
  const [plan] = answer.plans
  const fields = Object.fromEntries(
    (plan?.columns ?? []).flatMap(({ header, field }) => (field === null ? [] : [[header, field]])),
  )
  for (const column of plan?.columns ?? []) expect(column.reason.fr).not.toBe('')
  return { entity: plan?.entity, fields, constants: plan?.constants }
}

describe('time', () => {
  test.each([
    [
      'Toggl_time_entries.csv',
      `User;Email;Client;Project;Task;Description;Billable;Start date;Start time;End date;End time;Duration;Tags
       Ana;ana@example.com;Aubrac;P;T;x;No;2024-03-04;10:23:52;2024-03-04;11:23:52;01:00:00;meeting
       Ana;ana@example.com;Aubrac;P;T;x;No;2024-03-04;13:00:00;2024-03-04;13:30:00;00:30:00;CRM`,
      {
        Email: 'rep',
        Tags: 'category',
        'Start date': 'day',
        'Start time': 'startTime',
        'End date': 'endDay',
        'End time': 'endTime',
        Duration: 'duration',
        Client: 'account',
      },
    ],
    [
      'clockify.csv',
      `Project;Client;Description;Activity;User;Group;Email;Tags;Billable;Start Date;Start Time;End Date;End Time;Duration (h);Duration (decimal)
       P;Aubrac;x;Meeting;Ana;;ana@example.com;;No;03/04/2024;10:23 AM;03/04/2024;11:23:01 AM;01:00:01;1.00
       P;Aubrac;x;Admin;Ana;;ana@example.com;;No;03/25/2024;01:05 PM;03/25/2024;02:05 PM;01:00:00;1.00`,
      {
        Email: 'rep',
        Activity: 'category',
        'Start Date': 'day',
        'Start Time': 'startTime',
        'End Time': 'endTime',
        'Duration (h)': 'duration',
        'Duration (decimal)': 'hours',
      },
    ],
    [
      'kimai.csv',
      `Date;From;To;Duration;Currency;Price;User;E-mail;Customer;Project;Activity;Description;Billable;Tags
       2024-03-04;10:23;11:23;1:00;EUR;80.00;Ana;ana@example.com;Aubrac;P;Meeting;x;yes;
       2024-03-25;13:05;14:05;1:00;EUR;80.00;Ana;ana@example.com;Aubrac;P;Admin;x;yes;`,
      {
        Date: 'day',
        From: 'startTime',
        To: 'endTime',
        Duration: 'duration',
        'E-mail': 'rep',
        Customer: 'account',
        Activity: 'category',
      },
    ],
    [
      'kimai-fr.csv',
      `Date;Début;Fin;Durée;Utilisateur;Client;Projet;Activité;Description;Facturable;Étiquettes
       2024-03-04;10:23;11:23;1:00;Ana;Aubrac;P;Réunion client;x;oui;
       2024-03-25;13:05;14:05;1:00;Ana;Aubrac;P;Saisie CRM;x;oui;`,
      {
        Date: 'day',
        Début: 'startTime',
        Fin: 'endTime',
        Durée: 'duration',
        Utilisateur: 'rep',
        Client: 'account',
        Activité: 'category',
      },
    ],
    [
      'kimai-decimal.csv',
      `Date;Début;Fin;Durée;Utilisateur;Client;Projet;Activité
       2024-03-04;10:23;11:53;1.50;Ana;Aubrac;P;Réunion client
       2024-03-25;13:05;14:05;1.00;Ana;Aubrac;P;Saisie CRM`,
      {
        Date: 'day',
        Début: 'startTime',
        Fin: 'endTime',
        Durée: 'hours',
        Utilisateur: 'rep',
        Client: 'account',
        Activité: 'category',
      },
    ],
    [
      'releve-de-temps.csv',
      `Date;Collaborateur;Activité;Durée (h);Client
       04/03/2024;Ana Silva;Réunion client;1,5;Aubrac
       05/03/2024;Ana Silva;Saisie CRM;0,5;`,
      { Date: 'day', Collaborateur: 'rep', Activité: 'category', 'Durée (h)': 'hours', Client: 'account' },
    ],
    [
      'harvest.csv',
      `Date;Client;Project;Task;Notes;Hours;First Name;Last Name
       2024-03-04;Aubrac;P;Meeting;x;1,50;Peter;Tester
       2024-03-05;Aubrac;P;Travel;x;0,50;Peter;Tester`,
      { Date: 'day', Task: 'category', Hours: 'hours', 'First Name': 'firstName', 'Last Name': 'lastName' },
    ],
  ])('%s', (name, text, fields) => {
    expect(taken(name, text)).toMatchObject({ entity: 'activities', fields })
  })

  test('a time sheet of projects alone does not say what time was for', () => {
    expect(
      taken(
        'harvest.csv',
        `Date;Client;Project;Task;Hours;First Name;Last Name
         2024-03-04;Aubrac;Atlas;Sprint 4;1,5;Peter;Tester
         2024-03-05;Aubrac;Atlas;Sprint 5;2,5;Peter;Tester`,
      ).entity,
    ).not.toBe('activities')
  })
})

describe('voices', () => {
  test.each([
    [
      'typeform.csv',
      `#;How likely are you to recommend us to a friend?;Why?;Start Date (UTC);Submit Date (UTC);Network ID
       a1;9;Good;2024-03-04 10:00:00;2024-03-04 10:02:00;n1
       a2;3;Slow;2024-03-05 10:00:00;2024-03-05 10:02:00;n2`,
      {
        'How likely are you to recommend us to a friend?': 'score',
        'Submit Date (UTC)': 'answeredAt',
        'Why?': 'comment',
      },
    ],
    [
      'typeform-own-question.csv',
      `#;How likely are you to recommend us to a friend?;What could we do better?;Shall we call you?;Submit Date (UTC)
       a1;9;Good;1;2024-03-04 10:02:00
       a2;3;Slow;0;2024-03-05 10:02:00`,
      {
        'How likely are you to recommend us to a friend?': 'score',
        'Submit Date (UTC)': 'answeredAt',
        'What could we do better?': 'comment',
      },
    ],
    [
      'two-questions-in-words.csv',
      `#;How likely are you to recommend us to a friend?;What do you like?;What could we do better?;Submit Date (UTC)
       a1;9;All;Nothing;2024-03-04 10:02:00
       a2;3;Little;Speed;2024-03-05 10:02:00`,
      {
        'How likely are you to recommend us to a friend?': 'score',
        'Submit Date (UTC)': 'answeredAt',
      },
    ],
    [
      'Enquête.csv',
      `Horodateur;Adresse e-mail;Sur une échelle de 0 à 10, recommanderiez-vous notre société ?;Commentaires;Entreprise
       04/03/2024 10:00:00;a@b.fr;9;Très bien;Aubrac
       25/03/2024 10:00:00;c@d.fr;2;;Brume`,
      {
        Horodateur: 'answeredAt',
        'Adresse e-mail': 'respondent',
        'Sur une échelle de 0 à 10, recommanderiez-vous notre société ?': 'score',
        Commentaires: 'comment',
        Entreprise: 'account',
      },
    ],
    [
      'NPS_data.csv',
      `ID;Market;Survey date;Customer Name;NPS
       1000;US;01/09/2021;Krista Richards;10
       1001;UK;15/09/2021;Monica King;4`,
      { 'Survey date': 'answeredAt', NPS: 'score' },
    ],
  ])('%s', (name, text, fields) => {
    expect(taken(name, text)).toMatchObject({ entity: 'survey-answers', fields })
  })

  test('notes from 1 to 5 are no answer to whether one would recommend', () => {
    expect(
      taken(
        'satisfaction.csv',
        'Date;Note;Commentaire\n2024-03-04;4;Bien\n2024-03-05;5;Bien\n2024-03-06;1;Non',
      ).entity,
    ).not.toBe('survey-answers')
  })

  test.each([
    [
      'tickets.csv',
      `Ticket ID;Subject;Description;Category;Created At;Organization
       1;Late;It came late;Delivery;2024-03-04;Aubrac
       2;Broken;It broke;Quality;2024-03-05;Brume`,
      {
        'Ticket ID': 'externalId',
        Description: 'comment',
        Category: 'theme',
        'Created At': 'receivedOn',
        Organization: 'account',
      },
      { channel: 'ticket' },
    ],
    [
      'avis.csv',
      `note;avis;produit;date_publication
       4;Bon accueil mais cher;auto;04/03/2021
       1;Jamais de réponse;santé;25/03/2021`,
      { note: 'stars', avis: 'comment', produit: 'product', date_publication: 'receivedOn' },
      undefined,
    ],
    // Notes up to ten are no stars, and what else is called a type is no theme.
    [
      'avis.csv',
      `note;avis;type;date_publication
       9;Bon accueil mais cher;train;04/03/2021
       2;Jamais de réponse;test;25/03/2021`,
      { avis: 'comment', date_publication: 'receivedOn' },
      undefined,
    ],
    [
      'tickets.csv',
      `Ticket ID;Description;Type;Created At
       1;It came late;incident;2024-03-04
       2;It broke;problem;2024-03-05`,
      { 'Ticket ID': 'externalId', Description: 'comment', Type: 'theme', 'Created At': 'receivedOn' },
      { channel: 'ticket' },
    ],
  ])('%s', (name, text, fields, constants) => {
    const found = taken(name, text)
    expect(found).toMatchObject({ entity: 'feedback', fields })
    expect(found.constants).toEqual(constants)
  })
})

describe('money and training', () => {
  test.each([
    [
      'depenses-marketing.csv',
      'costs',
      `Date;Libellé;Catégorie;Canal;Montant HT
       04/03/2024;Salon;salons;Événements;12 000,00
       25/03/2024;Annonces;publicité;LinkedIn;850,50`,
      { Date: 'day', Libellé: 'label', Catégorie: 'category', Canal: 'channel', 'Montant HT': 'amount' },
      undefined,
    ],
    [
      'ads.csv',
      'costs',
      `Date;ad_id;Campaign Name;Impressions;Clicks;Spent;Total_Conversion;Approved_Conversion
       31-08-2023;708746;Spring;7350;1;1.43;2;1
       30-08-2023;708747;Summer;1000;2;2.50;1;0`,
      { Date: 'day', 'Campaign Name': 'campaign', Spent: 'amount', Approved_Conversion: 'purchases' },
      { category: 'advertising' },
    ],
    [
      'factures.csv',
      'revenue',
      `N° de facture;Client;Date de facture;Montant HT
       F1;Aubrac;04/03/2024;100,00
       F2;Brume;25/03/2024;50,00`,
      { 'N° de facture': 'externalId', Client: 'account', 'Date de facture': 'day', 'Montant HT': 'amount' },
      undefined,
    ],
    [
      'abonnements.csv',
      'subscriptions',
      `Client;Offre;Date de début;Date de résiliation;Motif de résiliation;Montant mensuel (€)
       Aubrac;Pro;04/03/2024;;;100,00
       Brume;Pro;25/03/2024;01/06/2024;trop cher;50,00`,
      {
        Client: 'account',
        Offre: 'product',
        'Date de début': 'startsOn',
        'Date de résiliation': 'endsOn',
        'Motif de résiliation': 'endReason',
        'Montant mensuel (€)': 'monthly',
      },
      undefined,
    ],
    [
      'customers.csv',
      'subscriptions',
      `Customer ID;Plan;Start Date;Churn Date;MRR
       c1;Pro;2024-03-04;;100.00
       c2;Pro;2024-03-25;2024-06-01;50.00`,
      { 'Customer ID': 'accountId', 'Start Date': 'startsOn', 'Churn Date': 'endsOn', MRR: 'monthly' },
      undefined,
    ],
    [
      'moodle-grades.csv',
      'training-results',
      `First name;Surname;Email address;Course;Grade;Completion Date
       Ana;Silva;ana@example.com;Négociation;80;2024-03-04
       Tom;Roy;tom@example.com;Négociation;60;2024-03-25`,
      { 'Email address': 'person', Course: 'course', Grade: 'score', 'Completion Date': 'completedOn' },
      undefined,
    ],
    [
      'dépenses marketing.csv',
      'costs',
      `Mois;Poste;Canal;Montant HT
       01/2024;Publicité;LinkedIn;1200,50
       02/2024;Publicité;Google Ads;800,00`,
      { Mois: 'day', Poste: 'category', Canal: 'channel', 'Montant HT': 'amount' },
      undefined,
    ],
    [
      'factures par mois.csv',
      'revenue',
      `Client;Mois;CA HT
       Aubrac;janv. 2024;1200,50
       Bolt;févr. 2024;800,00`,
      { Client: 'account', Mois: 'day', 'CA HT': 'amount' },
      undefined,
    ],
    [
      'certifications.csv',
      'training-results',
      `Commercial;Certification;Obtenue le;Expire le
       Ana Silva;Produit niveau 1;04/03/2024;04/03/2025
       Tom Roy;Produit niveau 1;25/03/2024;25/03/2025`,
      {
        Commercial: 'person',
        Certification: 'course',
        'Obtenue le': 'completedOn',
        'Expire le': 'validUntil',
      },
      undefined,
    ],
    [
      'courses-taken.csv',
      'training-results',
      `person_email;course;completed_on
       ana@example.com;Closing;2024-03-04
       tom@example.com;Closing;2024-03-25`,
      { person_email: 'person', course: 'course', completed_on: 'completedOn' },
      undefined,
    ],
    [
      'formations-2024.csv',
      'training-results',
      `Commercial;Formation;Terminé le
       Ana Silva;Négociation;04/03/2024
       Tom Roy;Négociation;25/03/2024`,
      { Commercial: 'person', Formation: 'course', 'Terminé le': 'completedOn' },
      undefined,
    ],
    [
      'Suivi 360Learning.csv',
      'training-results',
      `Apprenant;Parcours;Date d’inscription;Date de complétion;Statut;Score moyen;Temps passé
       Ana Silva;Accueil;04/03/2024;25/03/2024;Terminé;85 %;1 h 30
       Tom Roy;Accueil;04/03/2024;;En cours;;0 h 20`,
      {
        Apprenant: 'person',
        Parcours: 'course',
        'Date d’inscription': 'assignedOn',
        'Date de complétion': 'completedOn',
        Statut: 'status',
        'Score moyen': 'score',
        'Temps passé': 'duration',
      },
      undefined,
    ],
  ])('%s', (name, entity, text, fields, constants) => {
    const found = taken(name, text)
    expect(found).toMatchObject({ entity, fields })
    expect(found.constants).toEqual(constants)
  })
})
