import './app/theme/base.css'
import 'virtual:theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepTokenOfLink } from './api/machine-token.ts'
import { App } from './app/app.tsx'
import { reloadWhenRestored } from './app/back-forward-cache.ts'

reloadWhenRestored()
keepTokenOfLink()

const at = document.getElementById('console')
if (at === null) throw new Error('index.html has no place for the console')
createRoot(at).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
