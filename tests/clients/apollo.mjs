// Apollo Client: a query, its cache, an automatic persisted query twice, and an error that keeps its code.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import apollo from "@apollo/client/core/core.cjs";
import persisted from "@apollo/client/link/persisted-queries/persisted-queries.cjs";
import { QUERY, WRONG, check, url } from "./document.mjs";

const { ApolloClient, HttpLink, InMemoryCache, gql } = apollo;
const bodies = [];
const counting = async (address, options) => {
  bodies.push(options.body);
  return fetch(address, options);
};

const plain = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
const variables = { first: 3 };
check((await plain.query({ query: gql(QUERY), variables })).data);
check(plain.readQuery({ query: gql(QUERY), variables }));

await assert.rejects(plain.query({ query: gql(WRONG) }), (error) => {
  const errors = error.graphQLErrors?.length ? error.graphQLErrors : error.networkError.result.errors;
  return /noSuchField/.test(errors[0].message) && typeof errors[0].extensions.code === "string";
});

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const link = persisted.createPersistedQueryLink({ sha256 }).concat(new HttpLink({ uri: url, fetch: counting }));
const automatic = new ApolloClient({ link, cache: new InMemoryCache() });
const options = { query: gql(QUERY), variables, fetchPolicy: "network-only" };
check((await automatic.query(options)).data);
check((await automatic.query(options)).data);
const withText = bodies.map((body) => "query" in JSON.parse(body));
assert.deepEqual(withText.slice(-1), [false], "the last request carries the hash alone");
assert.ok(withText.filter(Boolean).length <= 1, "the text travels once at most");
