// What really moved, in sentences that a leader could say aloud; colour only where chance is ruled out.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import { Chip } from '../../parts/VerdictChip.tsx'
import type { HeadlineJson } from '../../shapes.ts'

export function Headlines({ headlines }: { readonly headlines: readonly HeadlineJson[] }) {
  const { text } = useSpeech()
  return (
    <section className="card headlines" aria-label={text.health.moved}>
      <h2 className="unseen">{text.health.moved}</h2>
      {headlines.length === 0 ? <p className="headline">{text.health.nothingMoved}</p> : null}
      {headlines.map((headline) => (
        <Headline key={`${headline.metric} ${headline.sentence.en}`} headline={headline} />
      ))}
    </section>
  )
}

function Headline({ headline }: { readonly headline: HeadlineJson }) {
  const { text, say } = useSpeech()
  const isClear = headline.verdict === 'better' || headline.verdict === 'worse'
  const change = headline.change === null ? null : say(headline.change)
  const word =
    headline.verdict === 'not-connected' ? text.states['not-connected'] : text.verdicts[headline.verdict]
  const sentence = say(headline.sentence)
  return (
    <article className="headline">
      <p>
        <Chip verdict={headline.verdict} direction={change === null ? 0 : /^[-\u2212]/.test(change) ? -1 : 1}>
          {change === null ? word : isClear ? `${change} · ${word}` : change}
        </Chip>
      </p>
      <p className="headline-sentence">
        {headline.metric === null ? (
          sentence
        ) : (
          <Link to="/metrics/$metric" params={{ metric: headline.metric }}>
            {sentence}
          </Link>
        )}
      </p>
      <p className={headline.verdict === 'not-connected' ? 'note two-lines' : 'note'}>
        {say(headline.basis)}
      </p>
    </article>
  )
}
