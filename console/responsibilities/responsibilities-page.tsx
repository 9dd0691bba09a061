const ResponsibilitiesPage = () => <h1>responsibilities</h1>

export default ResponsibilitiesPage
