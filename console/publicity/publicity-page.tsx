const PublicityPage = () => <h1>publicity</h1>

export default PublicityPage
