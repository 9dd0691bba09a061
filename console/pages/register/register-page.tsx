import { useAppContext } from '../../api/app-context.tsx'
import { Page } from '../../components/page.tsx'
import { useWords } from '../../i18n/language.tsx'
import { HouseholdForm } from './household-form.tsx'
import { registerWords } from './register-words.ts'
import { RosterImport } from './roster-import.tsx'

/** Registers people: a household on a form, or a whole roster. */
const RegisterPage = () => {
  const t = useWords(registerWords)
  const { may, community } = useAppContext()
  return (
    <Page title={t.title} description={t.what}>
      <HouseholdForm key={community.id} />
      {may('beginImport') && <RosterImport key={`roster ${community.id}`} />}
    </Page>
  )
}

export default RegisterPage
