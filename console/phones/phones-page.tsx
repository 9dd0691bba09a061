const PhonesPage = () => <h1>phones</h1>

export default PhonesPage
