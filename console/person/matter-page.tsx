const MatterPage = () => <h1>matter</h1>

export default MatterPage
