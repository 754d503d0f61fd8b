// `douze register`: the register of processing, printed from the schema. Needs no data.
import { processingRegister } from '../access/privacy/index.ts'
import { type Command, exitCodes } from './command.ts'

export const register: Command = {
  name: 'register',
  summary: {
    fr: 'imprime le registre des traitements (Markdown)',
    en: 'prints the register of processing (Markdown)',
  },
  usage: '',
  least: 0,
  most: 0,
  options: {},
  examples: ['douze register --lang fr > registre.md'],
  run: async (around) => {
    await around.out(processingRegister(around.language))
    return exitCodes.done
  },
}
