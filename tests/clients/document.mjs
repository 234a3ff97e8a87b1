// The question that every client asks, and what each answer has to look like.
import assert from "node:assert/strict";

export const url = process.argv[2];

export const QUERY = `
  query Newest($first: Int!) {
    processInstances(first: $first) {
      totalCount
      nodes {
        id
        instanceId
        tasks(first: 2) { nodes { id name } }
      }
    }
  }
`;

export const WRONG = "query Wrong { processInstances { nodes { noSuchField } } }";

export function check(data) {
  assert.equal(data.processInstances.nodes.length, 3);
  assert.ok(data.processInstances.totalCount > 3);
  for (const node of data.processInstances.nodes) {
    assert.match(node.id, /^ProcessInstance:/);
  }
}
