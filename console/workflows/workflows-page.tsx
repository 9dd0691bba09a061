const WorkflowsPage = () => <h1>workflows</h1>

export default WorkflowsPage
