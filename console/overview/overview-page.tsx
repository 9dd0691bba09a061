const OverviewPage = () => <h1>overview</h1>

export default OverviewPage
