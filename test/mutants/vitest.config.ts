import { mergeConfig } from 'vitest/config'
import config from '../../vitest.config.ts'
import { NearestFirst } from './nearest-first.ts'

export default mergeConfig(config, {
  test: { bail: 1, maxWorkers: 1, sequence: { sequencer: NearestFirst } },
})
