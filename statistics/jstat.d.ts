// Types for the few functions of jstat used here: it ships none.
declare module 'jstat' {
  type Inverse = { inv(probability: number, first: number, second: number): number }
  const jStat: {
    normal: Inverse
    beta: Inverse
    studentt: { inv(probability: number, degreesOfFreedom: number): number }
    gamma: Inverse
  }
  export default jStat
}
