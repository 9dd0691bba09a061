const FollowUpsPage = () => <h1>follow-ups</h1>

export default FollowUpsPage
