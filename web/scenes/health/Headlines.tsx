// What really moved, in sentences that a leader could say aloud; colour only where chance is ruled out.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import { Chip } from '../../parts/VerdictChip.tsx'
import type { HeadlineJson, WordsJson } from '../../shapes.ts'

interface Props {
  readonly headlines: readonly HeadlineJson[]
  /** Why there is nothing to say of the period, where the data does not reach it. */
  readonly absence: WordsJson | null
}

export function Headlines({ headlines, absence }: Props) {
  const { text, say } = useSpeech()
  return (
    <section className="card headlines" aria-label={text.health.moved}>
      <h2 className="unseen">{text.health.moved}</h2>
      {absence === null && headlines.length > 0 ? null : (
        <p className="headline">{absence === null ? text.health.nothingMoved : say(absence)}</p>
      )}
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
