// Opens GraphiQL on this server's graph, with the examples and the explorer beside the editor.
(() => {
  const KEY = "pentagraph:key";

  const settings = JSON.parse(document.getElementById("settings").textContent);
  const root = document.getElementById("graphiql");

  // The key of this tab, unless the headers of the operation have a credential of their own.
  function withKey(init) {
    const headers = new Headers(init.headers);
    const key = sessionStorage.getItem(KEY);
    if (key && !headers.has("authorization") && !headers.has("x-api-key")) headers.set("x-api-key", key);
    return { ...init, headers };
  }

  async function send(address, init) {
    const response = await fetch(address, withKey(init));
    if (response.status === 401) askForKey();
    return response;
  }

  function askForKey() {
    const form = document.getElementById("key");
    if (!form.hidden) return;
    if (sessionStorage.getItem(KEY)) form.querySelector("span").textContent = "The server does not accept this API key.";
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      sessionStorage.setItem(KEY, form.elements.key.value.trim());
      location.reload();
    });
  }

  function start() {
    const { createElement: element, useEffect } = React;
    const { useEditorContext, useSchemaContext } = GraphiQL.React;

    function Examples() {
      const { addTab, queryEditor } = useEditorContext({ nonNull: true });
      const open = (example) => {
        const current = queryEditor.getValue();
        const own = current.trim() && settings.examples.every(({ query }) => query !== current);
        if (own) addTab();
        // A new tab puts its own text into the editor first.
        setTimeout(() => queryEditor.setValue(example.query), 0);
      };
      const item = (example) =>
        element(
          "li",
          { key: example.title },
          element("button", { type: "button", onClick: () => open(example) }, element("strong", null, example.title), example.about),
        );
      return element(
        "section",
        { "aria-label": "Examples", className: "examples" },
        element("h2", null, "Examples"),
        element("ul", null, settings.examples.map(item)),
      );
    }

    const icon = () =>
      element(
        "svg",
        { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 1.5 },
        element("path", { d: "M4 5h16M4 10h16M4 15h10M4 20h7" }),
      );
    const examples = { title: "Examples", icon, content: Examples };

    // The explorer focuses an input in its middle when it opens; show its beginning.
    const plugin = GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false });
    function Explorer() {
      const { schema } = useSchemaContext({ nonNull: true });
      useEffect(() => {
        document.activeElement?.blur();
        document.querySelector(".graphiql-plugin")?.scrollTo(0, 0);
      }, [schema]);
      return element(plugin.content);
    }
    const explorer = { ...plugin, content: Explorer };

    // Widths of a first visit: the panel is narrow, and the query is wider than its answer.
    for (const [name, share] of [["docExplorerFlex", "0.24"], ["editorFlex", "1.25"]]) {
      if (localStorage.getItem(`graphiql:${name}`) === null) localStorage.setItem(`graphiql:${name}`, share);
    }

    const page = element(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: new URL("/graphql", location.href).href, fetch: send }),
      defaultQuery: "",
      defaultTabs: settings.examples.length > 0 ? [{ query: settings.examples[0].query }] : undefined,
      plugins: [examples, explorer],
      visiblePlugin: examples,
      isHeadersEditorEnabled: true,
      inputValueDeprecation: true,
    });
    ReactDOM.createRoot(root).render(page);
  }

  loadScripts(settings, root).then(start, () => {});
})();
