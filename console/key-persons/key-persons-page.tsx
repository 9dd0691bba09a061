const KeyPersonsPage = () => <h1>key persons</h1>

export default KeyPersonsPage
