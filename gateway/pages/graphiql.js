// Opens GraphiQL on this server's graph, with a tab for each example, and with the explorer plugin.
(() => {
  const tabs = JSON.parse(document.getElementById("tabs").textContent);
  const explorer = GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false });
  const page = React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: new URL("/graphql", location.href).href }),
    defaultTabs: tabs.length > 0 ? tabs : undefined,
    plugins: [explorer],
    visiblePlugin: explorer,
    isHeadersEditorEnabled: true,
    inputValueDeprecation: true,
  });
  ReactDOM.createRoot(document.getElementById("graphiql")).render(page);
})();
