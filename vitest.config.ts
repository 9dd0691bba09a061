import { defineConfig } from 'vitest/config'

/** Where modules are put in the place of others, or keep what they read of their environment: fresh ones for each file. */
const apart = ['test/infra/grants.test.ts', 'test/aws/*.test.ts']

export default defineConfig({
  test: {
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        // Modules are read once for a worker and not once for a file: a fifth of the time.
        test: {
          name: 'together',
          include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
          exclude: apart,
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
    coverage: {
      provider: 'v8',
      include: ['core/**/*.ts'],
      reporter: ['text-summary', 'text'],
      thresholds: { lines: 100 },
    },
  },
})
