import { type Plugin, runnerImport } from 'vite'

const ID = 'virtual:theme.css'

/**
 * Makes `virtual:theme.css` from theme.ts during the build. Cloudscape would set the theme in the browser by a style
 * element, which the pages' policy does not allow.
 */
export const themeSheet = (): Plugin => ({
  name: 'theme-sheet',
  resolveId: (id) => (id === ID ? ID : undefined),
  load: async (id) => {
    if (id !== ID) return undefined
    const { module } = await runnerImport<typeof import('./theme.ts')>(
      `${import.meta.dirname}/theme.ts`,
      // Only a bundler resolves the imports within these files.
      { configFile: false, environments: { inline: { resolve: { noExternal: [/^@cloudscape-design/] } } } },
    )
    return module.sheet
  },
})
