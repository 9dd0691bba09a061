/**
 * A browser may keep a page that was left, with its token and personal data, and restore it by "Back": also after the
 * sign-out, and for somebody else. So a page is hidden when it is left, and reloaded when it is restored: the issuer then
 * says who is signed in.
 */
export const reloadWhenRestored = (): void => {
  const { style } = document.documentElement
  addEventListener('pagehide', () => {
    style.display = 'none'
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
    else style.display = ''
  })
}
