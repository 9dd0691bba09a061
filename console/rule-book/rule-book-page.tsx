const RuleBookPage = () => <h1>rule book</h1>

export default RuleBookPage
