// tap-hubspot (`property_amount`, or `properties.amount.value`) and Airbyte's source-hubspot (`properties.amount`, `properties_amount`).
import { notNeeded, type KnownColumn, type Tap } from './shapes.ts'

/** The places where a property of a record may stand. */
const property = (...names: readonly string[]): string =>
  names
    .flatMap((name) => [
      `property_${name}.value`,
      `property_${name}`,
      `properties.${name}.value`,
      `properties.${name}`,
      `properties_${name}`,
      name,
    ])
    .join(' | ')

const pipelineName = (from: string): KnownColumn => ({
  from,
  named: { streams: ['deal_pipelines', 'deals_pipelines'], id: 'pipelineId | id', name: 'label' },
})

export const hubspot: Tap = {
  tap: 'tap-hubspot',
  name: 'HubSpot',
  vendor: 'hubspot',
  source: 'crm',
  streams: [
    {
      names: ['deals'],
      marks: [
        'property_dealname | property_dealstage | properties.dealname | properties.dealstage | properties_dealname | dealstage | properties',
      ],
      entity: 'opportunities',
      keys: ['dealId', 'id'],
      deleted: 'isDeleted | archived',
      hasStageDates: true,
      columns: {
        externalId: 'dealId | id',
        name: property('dealname'),
        amount: property('amount'),
        currency: property('deal_currency_code'),
        stage: property('dealstage'),
        pipeline: pipelineName(property('pipeline')),
        owner: property('hubspot_owner_id'),
        openedAt: property('createdate'),
        closedAt: property('closedate'),
        isClosed: property('hs_is_closed'),
        isWon: property('hs_is_closed_won'),
        probability: { from: property('hs_deal_stage_probability'), as: 'share' },
        accountId: 'associations.associatedCompanyIds | associations.companies | companies',
        type: property('dealtype'),
        leadSource: property('hs_analytics_source'),
        lossReason: property('closed_lost_reason'),
        mergedIds: property('hs_merged_object_ids'),
      },
    },
    {
      names: ['deal_pipelines', 'deals_pipelines'],
      marks: ['stages'],
      entity: 'stages',
      keys: ['pipelineId', 'id'],
      each: 'stages',
      columns: {
        externalId: 'stages.stageId | stages.id',
        name: 'stages.label',
        pipeline: 'label',
        position: 'stages.displayOrder',
        probability: { from: 'stages.probability | stages.metadata.probability', as: 'share' },
        isWon: 'stages.closedWon',
        isClosed: 'stages.metadata.isClosed',
      },
    },
    {
      names: ['contacts'],
      marks: [
        'property_lifecyclestage | properties.lifecyclestage | properties_lifecyclestage | vid | canonical-vid | properties',
      ],
      entity: 'leads',
      keys: ['id', 'vid'],
      deleted: 'archived',
      columns: {
        externalId: 'id | vid',
        createdAt: property('createdate'),
        owner: property('hubspot_owner_id'),
        leadSource: property('hs_analytics_source'),
        status: property('lifecyclestage', 'hs_lead_status'),
        score: property('hubspotscore'),
        convertedAt: property('hs_lifecyclestage_opportunity_date'),
        accountId: property('associatedcompanyid'),
        mergedIds: property('hs_merged_object_ids', 'hs_calculated_merged_vids'),
      },
    },
    {
      names: ['companies'],
      marks: [
        'companyId | property_name | properties.domain | properties_domain | property_domain | properties',
      ],
      entity: 'accounts',
      keys: ['companyId', 'id'],
      deleted: 'isDeleted | archived',
      columns: {
        externalId: 'companyId | id',
        name: property('name'),
        domain: property('domain'),
        industry: property('industry'),
        country: property('country'),
        employees: property('numberofemployees'),
        parent: property('hs_parent_company_id'),
        owner: property('hubspot_owner_id'),
        createdOn: property('createdate'),
      },
    },
    {
      names: ['owners'],
      marks: ['email', 'ownerId | userId | archived'],
      entity: 'people',
      keys: ['ownerId', 'id'],
      columns: {
        externalId: 'ownerId | id',
        email: 'email',
        firstName: 'firstName',
        lastName: 'lastName',
        team: 'teams.name',
        isActive: 'isActive',
      },
    },
    {
      names: ['line_items'],
      marks: ['property_quantity | properties.quantity | properties_quantity | properties'],
      entity: 'opportunity-lines',
      keys: ['id'],
      deleted: 'archived',
      columns: {
        externalId: 'id',
        opportunity: 'associations.deals | deals | deal_id',
        product: property('name'),
        productId: property('hs_product_id'),
        quantity: property('quantity'),
        amount: property('amount'),
        currency: property('hs_line_item_currency_code'),
      },
    },
    {
      names: ['products'],
      marks: [
        'property_hs_sku | properties.hs_sku | properties_hs_sku | property_price | properties.price | properties_price',
      ],
      entity: 'products',
      keys: ['id'],
      columns: {
        externalId: 'id',
        name: property('name'),
        code: property('hs_sku'),
        family: property('hs_product_type'),
      },
    },
    {
      names: ['engagements'],
      marks: ['engagement.type'],
      entity: 'activities',
      keys: ['engagement_id'],
      // Meetings and calls, by their time: no subject, no text.
      only: [{ property: 'engagement.type', values: ['MEETING', 'CALL'] }],
      columns: {
        externalId: 'engagement_id | engagement.id',
        rep: 'engagement.ownerId',
        category: 'engagement.type',
        startedAt: 'metadata.startTime | engagement.timestamp',
        endedAt: 'metadata.endTime',
        seconds: { from: 'metadata.durationMilliseconds', as: 'ms' },
        accountId: 'associations.companyIds',
        opportunity: 'associations.dealIds',
      },
    },
    {
      names: ['tickets'],
      marks: [
        'property_hs_pipeline_stage | properties.hs_pipeline_stage | properties_hs_pipeline_stage | properties',
      ],
      entity: 'feedback',
      keys: ['id'],
      deleted: 'archived',
      columns: {
        externalId: 'id',
        receivedOn: property('createdate'),
        channel: { always: 'ticket' },
        comment: property('content', 'subject'),
        theme: property('hs_ticket_category'),
        accountId: 'associations.companies | companies',
      },
    },
    {
      names: [
        'engagements',
        'email_events',
        'emails',
        'engagements_emails',
        'notes',
        'engagements_notes',
        'form_submissions',
        'contacts_by_company',
        'contacts_form_submissions',
        'email_subscriptions',
      ],
      marks: [],
      entity: null,
      why: notNeeded,
      keys: ['engagement_id', 'id'],
      columns: {},
    },
  ],
}
