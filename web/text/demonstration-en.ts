// English words of the demonstration: the offer on an empty house, and the band that marks it on every page.

export const demonstrationEn = {
  offer: 'No export at hand?',
  offerLead:
    'Look around in a simulated company first: 60 reps in 8 teams, two and a half years of deals, content, training and customer voices. It is marked on every page, and one click removes it to the last row.',
  load: 'Show the demonstration',
  loading: 'Making the company…',
  band: 'Simulated company: no figure on these pages is real. Its clock stands still on its last day, 30 June 2026.',
  remove: 'Remove it',
  removeQuestion: 'Remove the simulated company?',
  removeLead:
    'Every row of it goes, with its targets, the notes written on it and what you set for its teams. A target that you set yourself for the whole organisation stays.',
  keep: 'Keep it',
}
