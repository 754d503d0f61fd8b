// What customers say: surveys and their answers, feedback of other kinds, its themes, and what was done about it.
import { channelWords, actionWords, sentimentWords, surveyWords } from './codes.ts'
import { type Entity, f, t, w } from './field.ts'
import { accountFields, opportunityField, productField } from './shared.ts'

const about = t(
  'person',
  w('Commercial', 'Rep'),
  { en: 'rep_email', fr: 'commercial' },
  { note: w('de qui il est question', 'whom it is about') },
)
const comment = t('text', w('Commentaire', 'Comment'), { en: 'comment', fr: 'commentaire' })

export const voiceEntities = {
  surveys: {
    name: w('Enquêtes', 'Surveys'),
    grain: w('une ligne par enquête', 'one row per survey'),
    needs: [['name']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'survey_id', fr: 'id_enquete' }),
      name: t('name', w('Nom', 'Name'), { en: 'survey_name', fr: 'nom_enquete', isRequired: true }),
      kind: t(
        'code',
        w('Sorte', 'Kind'),
        { en: 'survey_kind', fr: 'sorte_enquete' },
        { codes: surveyWords, note: w('vide : NPS', 'empty: NPS') },
      ),
      sentOn: t('day', w('Envoyée le', 'Sent'), { en: 'sent_on', fr: 'envoyee_le' }),
      invited: t(
        'whole',
        w('Personnes interrogées', 'People asked'),
        { en: 'people_asked', fr: 'personnes_interrogees' },
        {
          range: [0, 2e9],
          note: w(
            'là où les invitations ne sont pas connues une à une',
            'where single invitations are not known',
          ),
        },
      ),
    },
  },
  'survey-answers': {
    name: w('Réponses aux enquêtes', 'Survey answers'),
    grain: w('une ligne par personne interrogée par une enquête', 'one row per person asked by a survey'),
    needs: [['answeredAt', 'invitedOn']],
    naming: [
      'survey',
      'respondent',
      'account',
      'accountId',
      'accountDomain',
      'answeredAt',
      'rep',
      'opportunity',
    ],
    spans: [['invitedOn', 'answeredAt']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'response_id', fr: 'id_reponse' }),
      survey: t(
        'reference',
        w('Enquête', 'Survey'),
        { en: 'survey_id', fr: 'enquete' },
        { note: w('son identifiant ou son nom', 'its id or its name') },
      ),
      respondent: t(
        'respondent',
        w('Répondant', 'Respondent'),
        { en: 'respondent', fr: 'repondant' },
        {
          note: w(
            'e-mail ou identifiant : seule une empreinte est gardée, pour reconnaître qui répond deux fois',
            'e-mail or id: only a digest is kept, to know again who answers twice',
          ),
        },
      ),
      invitedOn: t('day', w('Interrogé le', 'Asked'), { en: 'invited_on', fr: 'interroge_le' }),
      answeredAt: t(
        'instant',
        w('Répondu le', 'Answered'),
        { en: 'answered_at', fr: 'repondu_le' },
        { note: w('vide : sans réponse', 'empty: no answer') },
      ),
      score: t(
        'whole',
        w('Note', 'Score'),
        { en: 'score', fr: 'note' },
        { range: [0, 10], note: w('de 0 à 10', '0 to 10') },
      ),
      comment,
      rep: about,
      team: t(
        'reference',
        w('Équipe du commercial', 'Team of the rep'),
        { en: 'team', fr: 'equipe' },
        {
          note: w('sert pour qui n’est encore dans aucune équipe', 'used for whoever is in no team yet'),
        },
      ),
      ...accountFields(),
      opportunity: opportunityField(),
      product: productField(),
    },
  },
  feedback: {
    name: w('Retours des clients', 'Customer feedback'),
    grain: w('une ligne par retour d’un client', 'one row per voice of a customer'),
    needs: [['receivedOn'], ['comment', 'theme', 'sentiment', 'stars']],
    naming: [
      'receivedOn',
      'channel',
      'account',
      'accountId',
      'accountDomain',
      'rep',
      'product',
      'opportunity',
      'comment',
    ],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'feedback_id', fr: 'id_retour' }),
      receivedOn: t('day', w('Reçu le', 'Received'), { en: 'received_on', fr: 'recu_le', isRequired: true }),
      channel: t(
        'code',
        w('Canal', 'Channel'),
        { en: 'feedback_channel', fr: 'canal_retour' },
        { codes: channelWords, note: w('vide : autre', 'empty: other') },
      ),
      comment,
      theme: t('text', w('Thème', 'Theme'), { en: 'theme', fr: 'theme' }),
      sentiment: t(
        'code',
        w('Tonalité', 'Tone'),
        { en: 'sentiment', fr: 'tonalite' },
        { codes: sentimentWords },
      ),
      /** What the customer gave beside her words: 4 and 5 are positive, 3 is neutral, 1 and 2 are negative. */
      stars: { ...f('number', 'Étoiles, de 1 à 5', 'Stars, from 1 to 5'), range: [1, 5] },
      ...accountFields(),
      rep: about,
      product: productField(),
      opportunity: opportunityField(),
      answer: t('id', w('Réponse d’enquête', 'Survey answer'), { en: 'response_id', fr: 'id_reponse' }),
      isDeleted: f('flag', 'Supprimé', 'Deleted'),
    },
  },
  themes: {
    name: w('Thèmes', 'Themes'),
    grain: w('une ligne par thème', 'one row per theme'),
    needs: [['name']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'theme_id', fr: 'id_theme' }),
      name: t('name', w('Nom', 'Name'), { en: 'theme_name', fr: 'nom_theme', isRequired: true }),
      keywords: t(
        'text',
        w('Mots', 'Words'),
        { en: 'keywords', fr: 'mots_cles' },
        { note: w('séparés par des points-virgules', 'separated by semicolons') },
      ),
    },
  },
  'feedback-actions': {
    name: w('Suites données aux retours', 'Actions on feedback'),
    grain: w(
      'une ligne par suite donnée à un retour ou à un thème',
      'one row per action on a voice or a theme',
    ),
    needs: [['actedOn'], ['feedback', 'theme']],
    naming: ['feedback', 'theme', 'kind', 'actedOn', 'description'],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'action_id', fr: 'id_action' }),
      feedback: t(
        'id',
        w('Retour', 'Feedback'),
        { en: 'feedback_id', fr: 'id_retour' },
        { note: w('ou la réponse d’enquête', 'or the survey answer') },
      ),
      theme: t(
        'reference',
        w('Thème', 'Theme'),
        { en: 'theme', fr: 'theme' },
        { note: w('à la place d’un seul retour', 'instead of one voice') },
      ),
      kind: t(
        'code',
        w('Action', 'Action'),
        { en: 'action_kind', fr: 'sorte_action' },
        { codes: actionWords, note: w('vide : réponse', 'empty: reply') },
      ),
      actedOn: t('day', w('Fait le', 'Done'), { en: 'acted_on', fr: 'fait_le', isRequired: true }),
      owner: t('person', w('Par', 'By'), { en: 'person', fr: 'personne' }),
      content: t('reference', w('Contenu changé', 'Content changed'), { en: 'content', fr: 'contenu' }),
      course: t('reference', w('Formation changée', 'Course changed'), { en: 'course', fr: 'formation' }),
      description: t('text', w('Description', 'Description'), { en: 'description', fr: 'description' }),
    },
  },
} as const satisfies Record<string, Entity>
