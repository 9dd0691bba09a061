const MyMattersPage = () => <h1>my matters</h1>

export default MyMattersPage
