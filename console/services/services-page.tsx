const ServicesPage = () => <h1>services</h1>

export default ServicesPage
