// graphql-request: a query, an error with its code, and a batch, which is refused.
import assert from "node:assert/strict";
import { GraphQLClient } from "graphql-request";
import { QUERY, WRONG, check, url } from "./document.mjs";

const client = new GraphQLClient(url);
check(await client.request(QUERY, { first: 3 }));
await assert.rejects(client.request(WRONG), (error) => /noSuchField/.test(error.response.errors[0].message));
await assert.rejects(client.batchRequests([{ document: QUERY, variables: { first: 3 } }]), (error) =>
  /Batches/.test(JSON.stringify(error.response)),
);
