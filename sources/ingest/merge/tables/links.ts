// Where the numbers in columns of the merged tables lead to.

/** What the number in a column of a table that is merged by a specification points to. */
export const pointedTo: Readonly<Record<string, readonly [string, string]>> = {
  rep_id: ['people', 'person_id'],
  person_id: ['people', 'person_id'],
  owner_id: ['people', 'person_id'],
  author_id: ['people', 'person_id'],
  coach_id: ['people', 'person_id'],
  team_id: ['teams', 'team_id'],
  account_id: ['accounts', 'account_id'],
  opportunity_id: ['opportunities', 'opportunity_id'],
  lead_id: ['leads', 'lead_id'],
  product_id: ['products', 'product_id'],
  content_item_id: ['content_items', 'content_item_id'],
  course_id: ['courses', 'course_id'],
  workshop_id: ['workshops', 'workshop_id'],
  survey_id: ['surveys', 'survey_id'],
  survey_answer_id: ['survey_answers', 'survey_answer_id'],
  theme_id: ['themes', 'theme_id'],
}
