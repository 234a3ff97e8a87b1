"""Example of the flow-runs API, from the store of the contract tests. The published document has none."""

FLOW_RUN: object = {
    "run_id": "0d2c5a0e-6f0b-4d0e-9a55-3f3f5a1d7c11",
    "conversation_id": None,
    "date": "2026-05-04T09:00:00Z",
    "is_flow_successful": True,
    "state": "COMPLETED",
    "error": None,
    "latency": 4.25,
    "total_tokens": 1830,
    "user_id": "ana@example.com",
    "inputs": '{"in-0": "Summarise the attached invoice."}',
    "outputs": '{"out-0": "Invoice 1041 over 120.50 USD is due on 1 June."}',
    "llms": "gpt-4o",
    "feedback": None,
    "run_type": "sub_workflow",
    "ran_by_type": "user",
    "ran_by_id": "6b1d3c52-8d1c-4b8e-9a0f-55b0a7a3c9f2",
    "ran_by_display_name": "ana@example.com",
    "parent_run_id": "b7a9e8a4-3f25-4c73-8b3c-d2b5f4b8c001",
    "parent_project_id": "project-finance",
    "parent_project_name": "Finance",
}
