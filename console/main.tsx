import './shell/base.css'
import 'virtual:theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { beginAgainWhenBroughtBack } from './sign-in/brought-back.ts'
import { keepTokenOfLink } from './sign-in/machine-token.ts'

beginAgainWhenBroughtBack()
keepTokenOfLink()

const at = document.getElementById('console')
if (at === null) throw new Error('index.html has no place for the console')
createRoot(at).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
