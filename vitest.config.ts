import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules/**', 'dist/**', 'data/**', '.types/**'],
    globalSetup: ['test/global-setup.ts'],
    // Long enough for a busy machine: no test measures speed.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // Files of one worker share what they import, for loading the house anew for each took a quarter of a run. No file may leave
    // behind what another would see: no replaced module, no changed clock, no variable of the process.
    isolate: false,
  },
})
