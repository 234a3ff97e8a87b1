"""Example responses of the incidents API: those of the published document."""

HEATMAP: object = [
    {
        "actId": "Task_Review",
        "activeIncidents": 0,
        "completedIncidents": 2,
        "canceledIncidents": 0,
        "totalIncidents": 2,
        "instanceCount": 45,
    }
]
VERSIONS: object = [
    {"version": 1, "processInstanceCount": 500, "incidentCount": 12, "errorStartEventCount": 1},
    {"version": 2, "processInstanceCount": 320, "incidentCount": 4, "errorStartEventCount": 0},
]
TABLE: object = [
    {
        "activityId": "Task_Approve",
        "activity": "Approve Invoice",
        "failedActivity": "Approve Invoice",
        "failedActivityId": "Task_Approve",
        "createTime": 1715612400000,
        "endTime": 1715616000000,
        "procInstId": "proc-inst-abc",
    }
]
GRAPH: object = [{"date": 1704067200000, "totalInstances": 3, "incidentType": "failedJob"}]
TOTAL_COUNTS: object = {"totalIncidents": 14, "totalExceptions": 3}
