// What relay-compiler compiles: a connection that pages, and a refetchable fragment on a node.
import { graphql } from "relay-runtime";

export const query = graphql`
  query NewestQuery($first: Int!) {
    ...Newest_page @arguments(first: $first)
  }
`;

export const page = graphql`
  fragment Newest_page on Query
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "Cursor" })
  @refetchable(queryName: "NewestPageQuery") {
    processInstances(first: $first, after: $after) @connection(key: "Newest_processInstances") {
      edges {
        node {
          id
          ...Newest_instance
        }
      }
    }
  }
`;

export const instance = graphql`
  fragment Newest_instance on ProcessInstance @refetchable(queryName: "NewestInstanceQuery") {
    instanceId
    status
    startedAt
  }
`;
