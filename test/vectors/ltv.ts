// Adapters: lifetime value.
import { z } from 'zod'
import {
  bgNbdAlive,
  bgNbdExpected,
  bgNbdExpectedOf,
  bgNbdLogLikelihood,
  fitBgNbd,
} from '../../statistics/bg-nbd.ts'
import { fitGammaGamma, gammaGammaMean } from '../../statistics/gamma-gamma.ts'
import {
  horizonLifetimeValue,
  noncontractualValue,
  observedLifetimeValue,
  simpleLifetimeValue,
} from '../../statistics/lifetime-value.ts'
import { mean } from '../../statistics/quantiles.ts'
import { holdoutPurchases, purchaseHistories, type Order } from '../../statistics/purchase-history.ts'
import { adapt, numbers, readData, type Adapter } from './cases.ts'

const n = z.number()
const bgNbd = z.object({ r: n, alpha: n, a: n, b: n })
const gammaGamma = z.object({ p: n, q: n, v: n })
const orderFile = z.object({ file: z.string(), calibration_end: z.string(), time_unit_days: n.default(7) })

// CDNOW_sample.txt: master id, sample id, date as YYYYMMDD, number of CDs, value; separated by blanks.
function readOrders(file: string): Order<number>[] {
  return readData(file)
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length >= 5)
    .map(([, customer, date]) => ({
      customer: Number(customer),
      day: `${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6, 8)}`,
    }))
}

function addUp(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function readHistories(inputs: z.infer<typeof orderFile>) {
  return purchaseHistories(readOrders(inputs.file), inputs.calibration_end, inputs.time_unit_days)
}

export const ltv: Record<string, Adapter> = {
  ltv_simple: adapt(
    z.object({ arpa_month: n, gross_margin: n, churn_month: n }),
    ({ arpa_month, gross_margin, churn_month }) => {
      const { value, months } = simpleLifetimeValue(arpa_month, gross_margin, churn_month)
      return { ltv: value, lifetime_months: months }
    },
  ),
  ltv_horizon: adapt(
    z.object({ arpa_month: n, gross_margin: n, survival: numbers, annual_discount: n.default(0), months: n }),
    (inputs) => ({
      ltv: horizonLifetimeValue(
        inputs.arpa_month,
        inputs.gross_margin,
        inputs.survival,
        inputs.months,
        inputs.annual_discount,
      ),
    }),
  ),
  ltv_cohort: adapt(
    z.object({ cohort_size: n, monthly_gross_margin: numbers }),
    ({ cohort_size, monthly_gross_margin }) => ({
      cumulative_per_customer: observedLifetimeValue(cohort_size, monthly_gross_margin),
    }),
  ),
  rfm_summary: adapt(orderFile, (inputs) => {
    const histories = readHistories(inputs)
    return {
      customers: histories.length,
      repeat_transactions: histories.reduce((sum, one) => sum + one.x, 0),
      customers_with_no_repeat: histories.filter((one) => one.x === 0).length,
      first_customers: histories
        .slice(0, 10)
        .map(({ customer, x, tx, T }) => ({ id: customer, x, t_x: tx, T })),
    }
  }),
  bgnbd_fit: adapt(orderFile, (inputs) => {
    const fit = fitBgNbd(readHistories(inputs))
    return {
      r: fit?.r,
      alpha: fit?.alpha,
      a: fit?.a,
      b: fit?.b,
      log_likelihood: fit?.logLikelihood,
      customers: fit?.customers,
    }
  }),
  bgnbd_loglik: adapt(orderFile.extend({ params: bgNbd }), (inputs) => ({
    log_likelihood: bgNbdLogLikelihood(readHistories(inputs), inputs.params),
  })),
  bgnbd_expected: adapt(z.object({ params: bgNbd, t: n }), ({ params, t }) => ({
    expected: bgNbdExpected(t, params),
  })),
  bgnbd_conditional: adapt(
    z.object({ params: bgNbd, x: n, t_x: n, T: n, t: n }),
    ({ params, x, t_x, T, t }) => ({
      expected: bgNbdExpectedOf({ x, tx: t_x, T }, t, params),
      p_alive: bgNbdAlive({ x, tx: t_x, T }, params),
    }),
  ),
  bgnbd_conditional_many: adapt(
    z.object({ params: bgNbd, x: numbers, t_x: n, T: n, t: n }),
    ({ params, x, t_x, T, t }) => ({
      expected: x.map((count) => bgNbdExpectedOf({ x: count, tx: t_x, T }, t, params)),
    }),
  ),
  bgnbd_holdout: adapt(orderFile.extend({ params: bgNbd, horizon_weeks: n, censor: n }), (inputs) => {
    const held = holdoutPurchases(
      readOrders(inputs.file),
      inputs.calibration_end,
      inputs.horizon_weeks * inputs.time_unit_days,
    )
    const rows = readHistories(inputs).map((history) => ({
      x: Math.min(history.x, inputs.censor),
      actual: held.get(history.customer) ?? 0,
      expected: bgNbdExpectedOf(history, inputs.horizon_weeks, inputs.params),
    }))
    return {
      bins: Array.from({ length: inputs.censor + 1 }, (_, x) => {
        const bin = rows.filter((row) => row.x === x)
        return {
          x,
          customers: bin.length,
          actual: mean(bin.map((row) => row.actual)),
          expected: mean(bin.map((row) => row.expected)),
        }
      }),
      total_actual: addUp(rows.map((row) => row.actual)),
      total_expected: addUp(rows.map((row) => row.expected)),
    }
  }),
  gamma_gamma_fit: adapt(
    z.object({ file: z.string(), columns: z.object({ x: z.string(), mean_value: z.string() }) }),
    ({ file, columns }) => {
      const [header, ...lines] = readData(file)
        .split(/\r?\n/)
        .filter((line) => line !== '')
        .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))
      const fit = fitGammaGamma(
        lines.map((line) => ({
          x: Number(line[header!.indexOf(columns.x)]),
          meanValue: Number(line[header!.indexOf(columns.mean_value)]),
        })),
      )
      return {
        p: fit?.p,
        q: fit?.q,
        v: fit?.v,
        log_likelihood: fit?.logLikelihood,
        customers: fit?.customers,
        correlation: fit?.correlation,
      }
    },
  ),
  gamma_gamma_mean: adapt(
    gammaGamma.extend({ x: numbers, mean_value: numbers }),
    ({ x, mean_value, ...model }) => ({
      expected: x.map((count, i) => gammaGammaMean({ x: count, meanValue: mean_value[i]! }, model)),
    }),
  ),
  ltv_noncontractual: adapt(
    z.object({
      bgnbd: bgNbd,
      gamma_gamma: gammaGamma,
      customers: z.array(z.object({ id: z.union([n, z.string()]), x: n, t_x: n, T: n, mean_value: n })),
      weeks: numbers,
    }),
    ({ bgnbd, gamma_gamma, customers, weeks }) => ({
      customers: customers.map(({ id, x, t_x, T, mean_value }) => ({
        id,
        ...Object.fromEntries(
          weeks.map((ahead) => [
            `value_${ahead}`,
            noncontractualValue({ x, tx: t_x, T, meanValue: mean_value }, ahead, {
              orders: bgnbd,
              values: gamma_gamma,
            }),
          ]),
        ),
      })),
    }),
  ),
}
