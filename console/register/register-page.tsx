const RegisterPage = () => <h1>register</h1>

export default RegisterPage
