// tap-zendesk and Airbyte's source-zendesk-support. Its ids are not the CRM's: they belong to a source of their own.
import { notNeeded, type Tap } from './shapes.ts'

export const zendesk: Tap = {
  tap: 'tap-zendesk',
  name: 'Zendesk',
  vendor: 'generic',
  source: 'zendesk',
  streams: [
    {
      names: ['organizations'],
      marks: ['domain_names'],
      entity: 'accounts',
      keys: ['id'],
      deleted: 'deleted_at',
      columns: { externalId: 'id', name: 'name', domain: 'domain_names', createdOn: 'created_at' },
    },
    {
      names: ['tickets'],
      marks: ['requester_id', 'organization_id'],
      entity: 'feedback',
      keys: ['id'],
      deleted: 'status=deleted',
      columns: {
        externalId: 'id',
        receivedOn: 'created_at',
        channel: { always: 'ticket' },
        comment: 'description | subject',
        theme: 'type',
        // What the customer said when asked; 'offered' says only that she was.
        sentiment: { from: 'satisfaction_rating.score | satisfaction_rating', among: ['good', 'bad'] },
        accountId: 'organization_id',
      },
    },
    {
      // The words beside a rating. Its score stands on the ticket, where one rating counts once.
      names: ['satisfaction_ratings'],
      marks: ['ticket_id', 'score'],
      entity: 'feedback',
      keys: ['id'],
      only: [{ property: 'comment', values: 'any' }],
      columns: {
        externalId: { from: 'id', prefix: 'satisfaction-' },
        receivedOn: 'created_at',
        channel: { always: 'questionnaire' },
        comment: 'comment',
        theme: 'reason',
        accountId: {
          from: 'ticket_id',
          named: { streams: ['tickets'], id: 'id', name: 'organization_id', isLink: true },
        },
      },
    },
    {
      names: ['users', 'ticket_audits', 'ticket_comments', 'audit_logs'],
      marks: ['ticket_restriction | ticket_id | organization_id | author_id'],
      entity: null,
      why: notNeeded,
      keys: ['id'],
      columns: {},
    },
  ],
}
