// Adapters: voice of the customer.
import { z } from 'zod'
import { seededRandom } from '../../statistics/random.ts'
import { afinn, englishSentiment, frenchSentiment, vaderCompound } from '../../statistics/sentiment.ts'
import { clusterAgreement, clusterTexts, vectoriseTexts } from '../../statistics/text-clusters.ts'
import { classTfIdf, themeShares } from '../../statistics/themes.ts'
import { adapt, confidence, readData, type Adapter } from './cases.ts'

const n = z.number()
const texts = z.object({ texts: z.array(z.string()) })
const topAsked = z.object({ top: z.record(z.string(), z.array(z.string())).default({}) })

// Lines of "question,intent" where the question may be quoted, and quotes inside it doubled.
function readIntents(file: string): { text: string; intent: string }[] {
  const rows = readData(file).matchAll(/^(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*)),([a-z_A-Z?]+)\r?$/gm)
  return [...rows]
    .map(([, quoted, plain, intent]) => ({ text: (quoted ?? plain)!.replaceAll('""', '"'), intent: intent! }))
    .filter(({ intent }) => intent !== 'category')
}

export const voc: Record<string, Adapter> = {
  class_tfidf: adapt(
    z.object({
      classes: z.record(z.string(), z.array(z.string())),
      stop_words: z.array(z.string()).default([]),
      remove_stop_words_before_counting: z.boolean().default(false),
    }),
    (inputs, { expected }) => {
      const { meanWords, byClass } = classTfIdf(inputs.classes, {
        stopWords: inputs.stop_words,
        countStopWords: !inputs.remove_stop_words_before_counting,
      })
      const { top } = topAsked.parse(expected)
      const entries = Object.entries(byClass)
      return {
        A: meanWords,
        weights: Object.fromEntries(
          entries.map(([name, list]) => [
            name,
            Object.fromEntries(list.map(({ word, weight }) => [word, weight])),
          ]),
        ),
        top: Object.fromEntries(
          entries.map(([name, list]) => [name, list.slice(0, top[name]?.length).map(({ word }) => word)]),
        ),
      }
    },
  ),
  sentiment_afinn: adapt(texts, (inputs) => {
    const results = inputs.texts.map(afinn)
    return {
      scores: results.map(({ score }) => score),
      comparative: results.map(({ comparative }) => comparative),
    }
  }),
  sentiment_vader: adapt(texts, (inputs) => ({ compound: inputs.texts.map(vaderCompound) })),
  sentiment_accuracy: adapt(z.object({ files: z.array(z.string()) }), ({ files }) => ({
    minimum_accuracy: files.map((file) => {
      const rows = readData(file)
        .split(/\r?\n/)
        .map((line) => line.split('\t'))
        .filter((fields) => fields.length === 2)
      const right = rows.filter(
        ([text, label]) => englishSentiment(text!).sign > 0 === (label!.trim() === '1'),
      )
      return right.length / rows.length
    }),
  })),
  clustering_floor: adapt(z.object({ file: z.string(), clusters: n }), ({ file, clusters }) => {
    const rows = readIntents(file)
    const vectors = vectoriseTexts(rows.map(({ text }) => text))
    const found = clusterTexts(vectors, clusters, { random: seededRandom('themes'), restarts: 2 })
    const agreement = clusterAgreement(
      rows.map(({ intent }) => intent),
      found.labels,
    )
    return { minimum_nmi: agreement?.nmi, minimum_ari: agreement?.ari, questions: rows.length }
  }),
  sentiment_sign: adapt(texts, (inputs) => ({
    signs: inputs.texts.map((text) => frenchSentiment(text).sign),
  })),
  theme_share: adapt(
    z.object({ comments: n, theme_comments: z.record(z.string(), n), level: confidence }),
    ({ comments, theme_comments, level }) => ({ themes: themeShares(comments, theme_comments, { level }) }),
  ),
}
