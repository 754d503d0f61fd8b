// Douze's own category rules for salespeople, in the format that ActivityWatch imports: docs/connect/activitywatch-sales.json is
// this very list, and a test keeps both alike. Names of programs and sites only; nothing is said about what is read or written there.
import type { ActivityCategory } from '../../model/codes.ts'
import { readRules, type Rules } from './rules.ts'

interface Category {
  readonly id: number
  readonly name: readonly string[]
  readonly rule: { readonly type: 'regex' | 'none'; readonly regex?: string; readonly ignore_case?: boolean }
  readonly data: { readonly color: string; readonly douze?: ActivityCategory }
}

const named = (words: string): string => `\\b(?:${words})\\b`

const lines: readonly (readonly [name: string, category: ActivityCategory, color: string, words: string])[] =
  [
    [
      'With customers',
      'buyer-facing',
      '#1f7a5c',
      'Aircall|Ringover|Dialpad|RingCentral|3CX|Livestorm|DocuSign|Yousign',
    ],
    [
      'Prospecting',
      'prospecting',
      '#4f6fd0',
      'Sales Navigator|linkedin\\.com/sales|Lusha|Kaspr|ZoomInfo|Lemlist|La Growth Machine|Apollo\\.io|Outreach|Salesloft|Cognism|Pappers|Societe\\.com',
    ],
    [
      'Preparation',
      'preparation',
      '#7a5cc0',
      'PowerPoint|Keynote|Google Slides|docs\\.google\\.com/presentation|Canva|PandaDoc|Qwilr|Proposify',
    ],
    [
      'E-mail',
      'email',
      '#c08a2e',
      'Outlook|Thunderbird|Gmail|mail\\.google\\.com|outlook\\.office\\.com|Apple Mail|Proton Mail|Zimbra|Spark Mail|Mailspring',
    ],
    [
      'CRM',
      'crm',
      '#b5533c',
      'CRM|Salesforce|force\\.com|HubSpot|Pipedrive|Dynamics 365|Odoo|Zoho|Sellsy|noCRM|Axonaut|Microsoft Dynamics',
    ],
    [
      'Content',
      'content',
      '#2e8fa8',
      'SharePoint|OneDrive|Google Drive|drive\\.google\\.com|Dropbox|Seismic|Showpad|Highspot|Notion|Confluence|Douze',
    ],
    [
      'Internal',
      'internal',
      '#8a8f98',
      'Slack|Microsoft Teams|teams\\.microsoft\\.com|Google Chat|Mattermost|Discord|Trello|Asana',
    ],
    [
      'Training',
      'training',
      '#a3568f',
      'LinkedIn Learning|Udemy|Coursera|360Learning|Moodle|OpenClassrooms|Rise Up|Docebo|TalentLMS',
    ],
    [
      'HR and administration',
      'admin',
      '#6b6f5a',
      'Workday|Lucca|PayFit|Expensya|Spendesk|Concur|N2F|Silae|Factorial',
    ],
    ['Travel', 'travel', '#5a8f6b', 'SNCF|Trainline|Booking\\.com|Google Maps|Waze|Air France|Uber|Mappy'],
  ]

/** The categories in ActivityWatch's format. */
export const salesCategories: { readonly categories: readonly Category[] } = {
  categories: [
    { id: 1, name: ['Sales'], rule: { type: 'none' }, data: { color: '#1f7a5c' } },
    ...lines.map(([name, douze, color, words], index) => ({
      id: index + 2,
      name: ['Sales', name],
      rule: { type: 'regex' as const, regex: named(words), ignore_case: true },
      data: { color, douze },
    })),
  ],
}

/** The same rules, ready to run. */
export const salesRules: Rules = readRules(salesCategories)
