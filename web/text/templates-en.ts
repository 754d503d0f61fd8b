// English words of the templates: what to fill in when no export is at hand.
export const templatesEn = {
  title: 'No export at hand?',
  lead: 'Fill in a template and drop it on the page. A file of your own works too: say what its columns are once, and it is remembered.',
  show: 'Show the templates',
  download: 'Download the template',
  downloadOf: (name: string) => `Template “${name}” (CSV)`,
  column: 'Column',
  holds: 'What it holds',
  required: 'required',
}
