// A value with its unit, the unit lighter than the number; shortened money keeps its whole value in the title.
import { figureOf, textOf, type FigureOptions } from '../format.ts'
import { useSpeech } from '../language.tsx'
import type { UnitJson, ValueJson } from '../shapes.ts'

interface Props extends FigureOptions {
  readonly value: ValueJson
  readonly unit: UnitJson
}

export function FigureText({ value, unit, ...options }: Props) {
  const { language } = useSpeech()
  const figure = figureOf(value, unit, language, options)
  return (
    <span className="figure" title={figure.full ?? undefined}>
      {figure.prefix === '' ? null : <span className="figure-unit figure-prefix">{figure.prefix}</span>}
      <span className="figure-number">{figure.number}</span>
      {figure.suffix === '' ? null : (
        <span className="figure-unit">
          {figure.joint === '' ? '' : figure.joint}
          {figure.suffix}
        </span>
      )}
      {figure.full === null || textOf(figure) === figure.full ? null : (
        <span className="unseen"> ({figure.full})</span>
      )}
    </span>
  )
}
