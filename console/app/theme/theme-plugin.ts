import { type Plugin, runnerImport } from 'vite'

const ID = 'virtual:theme.css'

/**
 * Makes `virtual:theme.css` of theme.ts while the console is built. Cloudscape would else set it in the browser, by a
 * style element that the pages' policy does not allow.
 */
export const themeSheet = (): Plugin => ({
  name: 'theme-sheet',
  resolveId: (id) => (id === ID ? ID : undefined),
  load: async (id) => {
    if (id !== ID) return undefined
    const { module } = await runnerImport<typeof import('./theme.ts')>(
      `${import.meta.dirname}/theme.ts`,
      // Its files name one another as only a bundler understands.
      { configFile: false, environments: { inline: { resolve: { noExternal: [/^@cloudscape-design/] } } } },
    )
    return module.sheet
  },
})
