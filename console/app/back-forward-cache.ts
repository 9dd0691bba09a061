/**
 * A browser may keep a page that was left, with its token and whom it shows, and bring it back whole by "Back": also
 * after the sign-out, and to somebody else. What is left is hidden, and what is brought back begins again by asking the
 * issuer who is there.
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
