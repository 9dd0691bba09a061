const ClockPage = () => <h1>clock</h1>

export default ClockPage
