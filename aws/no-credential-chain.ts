/**
 * In the bundles this stands for the SDK's credential chain, which every client would bring along: a third of a bundle
 * that looks for credentials where Lambda never has any.
 */
export const defaultProvider = () => async (): Promise<never> => {
  throw new Error('this client has no credentials: make it with the settings of client-settings.ts')
}
