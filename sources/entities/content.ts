// What sales works with: pieces of content, their versions, the work that they took, and what is done with them.
import { contentEventWords, contentWorkWords, departmentWords } from './codes.ts'
import { type Entity, f, t, w } from './field.ts'
import { accountFields, opportunityField, productField, spentFields } from './shared.ts'

const contentReference = t(
  'reference',
  w('Contenu', 'Content'),
  { en: 'content', fr: 'contenu', isRequired: true },
  { note: w('son identifiant ou son titre', 'its id or its title') },
)

export const contentEntities = {
  'content-items': {
    name: w('Contenus', 'Content'),
    grain: w('une ligne par contenu', 'one row per piece of content'),
    needs: [['title']],
    spans: [['publishedOn', 'archivedOn']],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'content_id', fr: 'id_contenu' }),
      title: t('name', w('Titre', 'Title'), { en: 'content_title', fr: 'titre_contenu', isRequired: true }),
      type: t('text', w('Type', 'Type'), { en: 'content_type', fr: 'type_contenu' }),
      department: t(
        'code',
        w('Service', 'Department'),
        { en: 'department', fr: 'service' },
        { codes: departmentWords },
      ),
      owner: t('person', w('Auteur', 'Author'), { en: 'author', fr: 'auteur' }),
      product: productField(),
      stage: t('text', w('Étape visée', 'Stage it is for'), { en: 'stage', fr: 'etape' }),
      segment: t('text', w('Segment', 'Segment'), { en: 'segment', fr: 'segment' }),
      publishedOn: t('day', w('Publié le', 'Published'), { en: 'published_on', fr: 'publie_le' }),
      archivedOn: t('day', w('Archivé le', 'Archived'), { en: 'archived_on', fr: 'archive_le' }),
      expiresOn: t('day', w('Périme le', 'Expires'), { en: 'expires_on', fr: 'perime_le' }),
      isTemplate: t('flag', w('Est un modèle', 'Is a template'), { en: 'is_template', fr: 'est_modele' }),
      template: t(
        'reference',
        w('Fait à partir de', 'Made from'),
        { en: 'made_from', fr: 'fait_a_partir_de' },
        { note: w('identifiant ou titre du modèle', 'id or title of the template') },
      ),
    },
  },
  'content-versions': {
    name: w('Versions de contenus', 'Versions of content'),
    grain: w('une ligne par version d’un contenu', 'one row per version of a piece of content'),
    needs: [['content'], ['version']],
    naming: ['content', 'version'],
    fields: {
      externalId: f('id', 'Identifiant', 'Id'),
      content: contentReference,
      version: t('text', w('Version', 'Version'), {
        en: 'content_version',
        fr: 'version_contenu',
        isRequired: true,
      }),
      publishedOn: t('day', w('Publiée le', 'Published'), { en: 'published_on', fr: 'publiee_le' }),
      author: t('person', w('Auteur', 'Author'), { en: 'author', fr: 'auteur' }),
    },
  },
  'content-work': {
    name: w('Travail sur les contenus', 'Work on content'),
    grain: w(
      'une ligne par morceau de travail sur un contenu',
      'one row per piece of work on a piece of content',
    ),
    needs: [['content'], ['day'], ['minutes', 'hours', 'duration', 'seconds']],
    naming: ['content', 'person', 'kind', 'day'],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'work_id', fr: 'id_travail' }),
      content: contentReference,
      person: t('person', w('Personne', 'Person'), { en: 'person', fr: 'personne' }),
      kind: t(
        'code',
        w('Travail', 'Work'),
        { en: 'work', fr: 'travail' },
        { codes: contentWorkWords, note: w('vide : création', 'empty: creation') },
      ),
      day: t('day', w('Jour', 'Day'), { en: 'worked_on', fr: 'travaille_le', isRequired: true }),
      ...spentFields(true),
    },
  },
  'content-events': {
    name: w('Usages des contenus', 'Uses of content'),
    grain: w(
      'une ligne par recherche, ouverture, téléchargement, envoi, partage ou lecture par un acheteur',
      'one row per search, opening, download, sending, sharing or view by a buyer',
    ),
    needs: [['kind', 'visitor'], ['occurredAt']],
    naming: ['visitor|rep', 'kind', 'content', 'occurredAt', 'account', 'accountId', 'opportunity'],
    fields: {
      externalId: t('id', w('Identifiant', 'Id'), { en: 'event_id', fr: 'id_usage' }),
      rep: t(
        'person',
        w('Personne', 'Person'),
        { en: 'rep_email', fr: 'commercial' },
        {
          note: w(
            'd’une lecture par un acheteur : qui l’avait partagé, si on le sait',
            'of a view by a buyer: who had shared it, where that is known',
          ),
        },
      ),
      visitor: t(
        'visitor',
        w('Acheteur', 'Buyer'),
        { en: 'visitor_email', fr: 'courriel_acheteur' },
        {
          note: w(
            'd’une lecture par un acheteur ; son domaine dit son compte, l’adresse n’est pas gardée',
            'of a view by a buyer; its domain says her account, the address is not kept',
          ),
        },
      ),
      kind: t(
        'code',
        w('Usage', 'Use'),
        { en: 'content_use', fr: 'usage', isRequired: true },
        { codes: contentEventWords },
      ),
      content: t(
        'reference',
        w('Contenu', 'Content'),
        { en: 'content', fr: 'contenu' },
        {
          note: w(
            'son identifiant ou son titre ; vide pour une recherche',
            'its id or its title; empty for a search',
          ),
        },
      ),
      occurredAt: t('instant', w('Moment', 'When'), {
        en: 'occurred_at',
        fr: 'survenu_le',
        isRequired: true,
      }),
      hasResult: t(
        'flag',
        w('A trouvé', 'Found something'),
        { en: 'has_result', fr: 'a_trouve' },
        { note: w('d’une recherche', 'of a search') },
      ),
      isRobot: f('flag', 'Par un robot', 'By a robot'),
      ...spentFields(false),
      seconds: t('whole', w('Secondes', 'Seconds'), { en: 'seconds', fr: 'secondes' }, { range: [0, 2e9] }),
      tool: t('text', w('Outil', 'Tool'), { en: 'tool', fr: 'outil' }),
      ...accountFields(),
      opportunity: opportunityField(),
    },
  },
} as const satisfies Record<string, Entity>
