// Random cases from one seed, the same on every machine: a run that fails must fail again for whoever looks for the reason, and what
// lands must not hang on luck. DOUZE_TEST_SEED gives another seed; `DOUZE_TEST_SEED=new npm test` draws one, which a failure prints.
import fc from 'fast-check'

const asked = process.env['DOUZE_TEST_SEED'] ?? ''
fc.configureGlobal({ seed: asked === 'new' ? Date.now() % 2 ** 31 : Number(asked === '' ? 12 : asked) })

export { default } from 'fast-check'
