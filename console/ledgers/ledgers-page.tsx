const LedgersPage = () => <h1>ledgers</h1>

export default LedgersPage
