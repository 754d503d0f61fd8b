// What verbs and kinds of activities mean for training: the defaults, which an administrator may change word by word.

/** What a record says happened; 'nothing' is known and does not count. */
export const meanings = [
  'assigned', // she is to take it
  'completed',
  'passed',
  'failed',
  'scored',
  'waived', // counts as done without having been taken
  'attended', // with an instructor: a coaching session; else a workshop
  'ended', // a session with its length
  'viewed',
  'downloaded',
  'nothing',
] as const
export type Meaning = (typeof meanings)[number]

/** What an activity is taken for; 'part' is a piece of a course (a question, a video, a page) with no result of its own. */
export const activityUses = [
  'course',
  'certification',
  'skill-test',
  'onboarding',
  'content',
  'part',
  'nothing',
] as const
export type ActivityUse = (typeof activityUses)[number]

const adl = 'http://adlnet.gov/expapi/verbs/'
const cmi5 = 'https://w3id.org/xapi/adl/verbs/'
const tincan = 'http://id.tincanapi.com/verb/'

export const usualVerbs: ReadonlyMap<string, Meaning> = new Map([
  [`${adl}registered`, 'assigned'],
  [`${adl}completed`, 'completed'],
  [`${adl}passed`, 'passed'],
  [`${adl}mastered`, 'passed'],
  [`${adl}failed`, 'failed'],
  [`${adl}scored`, 'scored'],
  [`${adl}attended`, 'attended'],
  [`${adl}terminated`, 'ended'],
  [`${adl}exited`, 'ended'],
  [`${cmi5}waived`, 'waived'],
  [`${cmi5}satisfied`, 'completed'],
  [`${cmi5}abandoned`, 'ended'],
  [`${tincan}viewed`, 'viewed'],
  [`${tincan}downloaded`, 'downloaded'],
])

const activityTypes = 'http://adlnet.gov/expapi/activities/'
const tincanTypes = 'http://id.tincanapi.com/activitytype/'

/** By the type that an activity says it is; whoever says nothing is a course. */
export const usualTypes: ReadonlyMap<string, ActivityUse> = new Map([
  [`${activityTypes}course`, 'course'],
  [`${activityTypes}module`, 'course'],
  [`${activityTypes}lesson`, 'course'],
  [`${activityTypes}simulation`, 'course'],
  [`${activityTypes}assessment`, 'skill-test'],
  [`${activityTypes}question`, 'part'],
  [`${activityTypes}cmi.interaction`, 'part'],
  [`${activityTypes}interaction`, 'part'],
  [`${activityTypes}objective`, 'part'],
  [`${activityTypes}performance`, 'part'],
  [`${activityTypes}media`, 'part'],
  [`${activityTypes}link`, 'part'],
  [`${activityTypes}file`, 'content'],
  ['https://w3id.org/xapi/video/activity-type/video', 'part'],
  ['https://w3id.org/xapi/audio/activity-type/audio', 'part'],
  ['http://activitystrea.ms/schema/1.0/page', 'part'],
  ['http://activitystrea.ms/schema/1.0/file', 'content'],
  [`${tincanTypes}document`, 'content'],
  [`${tincanTypes}slide-deck`, 'content'],
  [`${tincanTypes}slide`, 'part'],
  [`${tincanTypes}certificate`, 'certification'],
])
