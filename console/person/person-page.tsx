const PersonPage = () => <h1>person</h1>

export default PersonPage
