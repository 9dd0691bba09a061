import { bundleSize, functionNames, importTime } from './measure-bundles.ts'

// npm run bundles: the size of each Lambda, and its import time at a cold start.
const columns = (name: string, ...figures: string[]): string =>
  name.padEnd(18) + figures.map((figure) => figure.padStart(12)).join('')

console.log(columns('function', 'own KB', 'own ms', 'with SDK KB', 'with SDK ms'))
for (const name of functionNames) {
  const figures = [{ withSdk: false }, { withSdk: true }].flatMap((part) => [
    (bundleSize(name, part) / 1024).toFixed(0),
    importTime(name, part).toFixed(1),
  ])
  console.log(columns(name, ...figures))
}
