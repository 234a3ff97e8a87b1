// urql: a query and an error, over POST and over GET.
import assert from "node:assert/strict";
import { Client, fetchExchange } from "@urql/core";
import { QUERY, WRONG, check, url } from "./document.mjs";

for (const preferGetMethod of [false, "force"]) {
  const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod });
  const answer = await client.query(QUERY, { first: 3 }).toPromise();
  assert.equal(answer.error, undefined);
  check(answer.data);

  const wrong = await client.query(WRONG, {}).toPromise();
  assert.match(wrong.error.graphQLErrors[0].message, /noSuchField/);
  assert.equal(typeof wrong.error.graphQLErrors[0].extensions.code, "string");
}
