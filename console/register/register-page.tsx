import { useSurroundings } from '../shell/context.tsx'
import { Page } from '../shell/page.tsx'
import { useWords } from '../words/language.tsx'
import { HouseholdForm } from './household-form.tsx'
import { RosterImport } from './roster-import.tsx'
import { registerWords } from './words.ts'

/** Takes people in: a household on a form, or a whole roster. */
const RegisterPage = () => {
  const say = useWords(registerWords)
  const { may, community } = useSurroundings()
  return (
    <Page title={say.title} description={say.what}>
      <HouseholdForm key={community.id} />
      {may('importRoster') && <RosterImport key={`roster ${community.id}`} />}
    </Page>
  )
}

export default RegisterPage
