import { attacks } from '../attacks/attacks.ts'

// npm run attacks: what was tried on the local system, how many texts it cost, and what came of it.
const columns = (name: string, ...figures: readonly string[]): string =>
  name.padEnd(72) + figures.map((figure) => figure.padStart(8)).join('')

console.log(`${columns('what was tried', 'tried', 'back', 'told')}  what happened`)
for (const { name, run } of attacks) {
  const { tried, back, told, happened } = await run()
  console.log(`${columns(name, String(tried), String(back), String(told))}  ${happened.join('; ')}`)
}
console.log(
  '\ntried: texts or requests that came in. back: texts to whoever wrote. told: texts to posts that did not write.',
)
