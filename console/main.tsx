import './shell/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { beginAgainWhenBroughtBack } from './sign-in/brought-back.ts'

// A newer console has taken the place of this one, and the part that is wanted now is gone: begin again, once.
const BEGUN_AGAIN = 'sixclear.begun-again'
addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem(BEGUN_AGAIN) === location.pathname) return
  sessionStorage.setItem(BEGUN_AGAIN, location.pathname)
  event.preventDefault()
  location.reload()
})

beginAgainWhenBroughtBack()

const at = document.getElementById('console')
if (at === null) throw new Error('index.html has no place for the console')
createRoot(at).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
