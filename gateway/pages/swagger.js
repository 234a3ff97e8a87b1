// Opens Swagger UI on this server's OpenAPI document; it sends no requests to other servers.
(() => {
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const start = () =>
    SwaggerUIBundle({
      url: settings.url,
      dom_id: "#swagger",
      validatorUrl: null,
      deepLinking: true,
      persistAuthorization: false,
      tryItOutEnabled: true,
      defaultModelsExpandDepth: 0,
    });
  loadScripts(settings, document.getElementById("swagger")).then(start, () => {});
})();
